package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7/32", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::/64", "::/0", "fe80::1/128"})
    void networksAreTaken(String cidr) {
        assertThat(Cidr.checked(cidr, "allowed_cidr")).isEqualTo(cidr);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "203.0.113.7",
                "203.0.113.256/32",
                "203.0.113.7/33",
                "1.2.3/24",
                "a/8",
                "2001:db8/64",
                "::/129",
                "203.0.113.7/32 ",
                "203.0.113.7/32,10.0.0.0/8",
                "01.2.3.4/8"
            })
    void otherTextIsRefusedByTheSettingsName(String text) {
        assertThatThrownBy(() -> Cidr.checked(text, "allowed_cidr"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("allowed_cidr is \"" + text + "\"");
    }

    @Test
    void everybodyIsRecognised() {
        assertThat(Cidr.isEverybody("0.0.0.0/0")).isTrue();
        assertThat(Cidr.isEverybody("::/0")).isTrue();
        assertThat(Cidr.isEverybody("10.0.0.0/10")).isFalse();
    }
}
