package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Ec2ProxyTest {

    private static boolean goesDirect(String noProxy, String host) {
        return new Ec2Proxy(URI.create("http://proxy.example.org:3128"), null, null, Set.of(noProxy))
                .noProxyPatterns().stream().anyMatch(host::matches);
    }

    @Test
    void aStarStandsForAnyCharactersAndADotForItself() {
        assertThat(goesDirect("*.amazonaws.com", "ec2.eu-central-1.amazonaws.com"))
                .isTrue();
        assertThat(goesDirect("169.254.*", "169.254.169.254")).isTrue();
        assertThat(goesDirect("EC2.example.org", "ec2.example.org")).isTrue();
        assertThat(goesDirect("ec2.example.org", "ec2-example.org")).isFalse();
        assertThat(goesDirect("*.example.org", "example.org")).isFalse();
    }
}
