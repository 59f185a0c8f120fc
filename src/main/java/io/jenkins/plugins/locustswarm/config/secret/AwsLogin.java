package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.util.Secret;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Proxy;
import java.net.URI;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;

/** Who this Jenkins is for AWS, and the way there through Jenkins' own proxy. */
public final class AwsLogin {

    /** In messages. */
    static final String KIND = "AWS credentials";

    private AwsLogin() {}

    /**
     * With the credentials of that id in each of these places: one time for those that several places share.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when there are none in any of them, or those of the only place have no keys; of several
     *     places, those without keys fail when they are used, so that they do not keep the others
     */
    public static List<Ec2Access> with(String credentialsId, List<BuildCredentials> places) {
        // in another folder the same id may stand for another account, and credentials are equal when their ids are
        Set<AmazonWebServicesCredentials> found = Collections.newSetFromMap(new IdentityHashMap<>());
        places.forEach(place ->
                place.lookUp(credentialsId, AmazonWebServicesCredentials.class).ifPresent(found::add));
        if (found.isEmpty()) {
            throw places.get(0).missing(credentialsId, KIND);
        }
        List<CachedAwsCredentials> cached = found.stream()
                .map(each -> new CachedAwsCredentials(credentialsId, each))
                .toList();
        if (places.size() == 1) {
            cached.forEach(CachedAwsCredentials::requireKeys);
        }
        return cached.stream().map(each -> throughProxy(Ec2Access.of(each))).toList();
    }

    /** With what the controller itself has: its environment, its files, its machine's role. */
    public static Ec2Access ofController() {
        return throughProxy(Ec2Access.defaultChain());
    }

    private static Ec2Access throughProxy(Ec2Access access) {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        if (proxy == null || Util.fixEmptyAndTrim(proxy.getName()) == null) {
            return access;
        }
        Set<String> direct = new TreeSet<>();
        for (String host : Util.fixNull(proxy.getNoProxyHost()).split("[ \t\n,|]+")) {
            if (!host.isEmpty()) {
                direct.add(host);
            }
        }
        String password = Secret.toString(proxy.getSecretPassword());
        return access.withProxy(new Ec2Proxy(
                URI.create("http://" + proxy.getName() + ":" + proxy.getPort()),
                Util.fixEmptyAndTrim(proxy.getUserName()),
                password.isEmpty() ? null : password,
                direct));
    }
}
