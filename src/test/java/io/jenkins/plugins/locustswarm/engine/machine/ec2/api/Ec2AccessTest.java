package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2AccessTest {

    @ParameterizedTest
    @CsvSource({"'',secret", "AKIA,''", "'',''", ",", "' ',' '"})
    void halfAKeyIsAnErrorAndNotAnotherIdentity(String id, String secret) {
        assertThatThrownBy(() -> Ec2Access.keys(id, secret))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("access_key_id and secret_access_key must be set together");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "load-tests", "arn:aws:iam::1:role/x", "arn:aws:iam::123456789012:user/x"})
    void anInvalidRoleIsRefused(String arn) {
        assertThatThrownBy(() -> Ec2Access.defaultChain().withRole(arn))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("role_arn is");
    }

    @Test
    void aProxysPasswordIsNotShown() {
        Ec2Proxy proxy = Ec2Proxy.of(URI.create("http://ann:se:cret@proxy.example.org:3128"));
        assertThat(proxy.url()).isEqualTo(URI.create("http://proxy.example.org:3128"));
        assertThat(proxy.user()).isEqualTo("ann");
        assertThat(proxy.password()).isEqualTo("se:cret");
        assertThat(proxy.toString()).doesNotContain("se:cret");
    }

    @Test
    void aProxyWithoutAPasswordHasNone() {
        assertThat(Ec2Proxy.of(URI.create("http://proxy.example.org:3128")).user())
                .isNull();
        assertThat(Ec2Proxy.of(URI.create("http://ann@proxy.example.org:3128")).password())
                .isEmpty();
        assertThatThrownBy(() -> Ec2Proxy.of(URI.create("proxy"))).isInstanceOf(BadInputException.class);
    }
}
