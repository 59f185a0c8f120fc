package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** Finds security groups and key pairs. It selects them by filter, so that a missing one is not an error. */
public final class Ec2Lookup {

    private Ec2Lookup() {}

    /** Returns the ids of the security groups that match the filter. */
    public static List<String> groups(Ec2Api api, Filter filter) throws InterruptedException {
        return api
                .call("describe security groups", client -> client.describeSecurityGroups(r -> r.filters(filter)))
                .securityGroups()
                .stream()
                .map(SecurityGroup::groupId)
                .toList();
    }

    public static boolean groupExists(Ec2Api api, String id) throws InterruptedException {
        return !groups(api, Filter.builder().name("group-id").values(id).build())
                .isEmpty();
    }

    public static boolean keyPairExists(Ec2Api api, String name) throws InterruptedException {
        Filter named = Filter.builder().name("key-name").values(name).build();
        return api
                .call("describe key pair " + name, client -> client.describeKeyPairs(r -> r.filters(named)))
                .keyPairs()
                .stream()
                .map(KeyPairInfo::keyName)
                .anyMatch(name::equals);
    }
}
