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
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Provides access to AWS with credentials of Jenkins or of the controller, through the proxy of Jenkins. */
@Restricted(NoExternalUse.class)
public final class AwsLogin {

    /** The kind of credentials, for messages. */
    static final String KIND = "AWS credentials";

    private AwsLogin() {}

    /**
     * Returns the access settings for each of the different credentials with this id in these places.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if no place has such credentials, or those
     *     of the only place have no keys; with several places, credentials without keys fail when they are used
     */
    public static List<Ec2Access> with(String credentialsId, List<BuildCredentials> places) {
        // by identity: another folder may use the same id for another account, and credentials with equal ids are equal
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

    /** Returns access with the AWS SDK's default credentials: environment variables, files, instance role. */
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
