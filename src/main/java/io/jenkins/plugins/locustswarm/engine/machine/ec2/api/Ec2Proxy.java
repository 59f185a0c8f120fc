package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An HTTP proxy for calls to AWS.
 *
 * @param url scheme, host and port
 * @param user absent if the proxy requires no login
 * @param password a secret; absent together with the user
 * @param noProxyHosts hosts that are reached without the proxy; {@code *} stands for any characters
 */
public record Ec2Proxy(
        URI url, @CheckForNull String user, @CheckForNull String password, Set<String> noProxyHosts) {

    public Ec2Proxy {
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw new BadInputException("proxy must be a URL such as http://proxy.example.org:3128.");
        }
        noProxyHosts = Set.copyOf(noProxyHosts);
    }

    /** Returns the proxy for a URL, which may hold a user name and a password. */
    public static Ec2Proxy of(URI url) {
        String info = url.getUserInfo();
        if (info == null) {
            return new Ec2Proxy(url, null, null, Set.of());
        }
        URI bare = URI.create(url.toString().replaceFirst("//[^/@]*@", "//"));
        int colon = info.indexOf(':');
        return colon < 0
                ? new Ec2Proxy(bare, info, "", Set.of())
                : new Ec2Proxy(bare, info.substring(0, colon), info.substring(colon + 1), Set.of());
    }

    /** Returns {@code noProxyHosts} as the SDK expects them: regular expressions for lower-case names. */
    Set<String> noProxyPatterns() {
        return noProxyHosts.stream()
                .map(host -> Stream.of(host.toLowerCase(Locale.ROOT).split("\\*", -1))
                        .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
                        .collect(Collectors.joining(".*")))
                .collect(Collectors.toSet());
    }

    /** Returns the URL, without the password. */
    @Override
    public String toString() {
        return url.toString();
    }
}
