package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** What EC2 shows beside machines. By filter, so that what is not there is no error. */
public final class Ec2Lookup {

    private Ec2Lookup() {}

    /** Ids of security groups. */
    public static List<String> groups(Ec2Api api, Filter filter) throws InterruptedException {
        return api
                .call("look for security groups", client -> client.describeSecurityGroups(r -> r.filters(filter)))
                .securityGroups()
                .stream()
                .map(SecurityGroup::groupId)
                .toList();
    }

    public static boolean group(Ec2Api api, String id) throws InterruptedException {
        return !groups(api, Filter.builder().name("group-id").values(id).build())
                .isEmpty();
    }

    public static boolean keyPair(Ec2Api api, String name) throws InterruptedException {
        Filter named = Filter.builder().name("key-name").values(name).build();
        return api
                .call("look for key pair " + name, client -> client.describeKeyPairs(r -> r.filters(named)))
                .keyPairs()
                .stream()
                .map(KeyPairInfo::keyName)
                .anyMatch(name::equals);
    }
}
