package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7/32",
                "10.0.0.0/8",
                "0.0.0.0/0",
                "255.255.255.255/32",
                "2001:db8::/64",
                "2001:DB8:0:0:0:0:0:1/128",
                "::/0",
                "::1/128",
                "fe80::1/128",
                "64:ff9b::203.0.113.7/128"
            })
    void networksAreAccepted(String cidr) {
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
                "01.2.3.4/8",
                "010.0.0.1/8",
                "1.2.3.0x4/8",
                "1.2.3.4.5/8",
                "16909060/8",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/",
                "10.0.0.0/+8",
                "/8",
                "10.0.0.0/8/8",
                "localhost/8",
                ":::/64",
                ":/64",
                "::1/129",
                "::1/0128",
                "1::2::3/64",
                "1:2:3:4:5:6:7/64",
                "1:2:3:4:5:6:7:8:9/64",
                "12345::/64",
                "g::1/64",
                "fe80::1%eth0/64",
                "[::1]/128",
                "::ffff:203.0.113.7/128",
                "::1",
                "a.b:c/8",
                "\u0661.2.3.4/8"
            })
    void otherTextIsRefusedByTheNameOfTheSetting(String text) {
        assertThatThrownBy(() -> Cidr.checked(text, "allowed_cidr"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("allowed_cidr is \"" + text + "\"");
    }

    @Test
    void aRefusalSaysWhatIsInvalid() {
        assertThatThrownBy(() -> Cidr.checked("::1/129", "allowed_cidr"))
                .hasMessage("allowed_cidr is \"::1/129\": \"129\" is not a number of bits from 0 to 128. It must be a"
                        + " network such as 203.0.113.7/32 or 2001:db8::/64.");
        assertThatThrownBy(() -> Cidr.checked(":::/64", "allowed_cidr"))
                .hasMessageContaining("\":::\" is not an IP address.");
        assertThatThrownBy(() -> Cidr.checked("10.0.0.1", "allowed_cidr"))
                .hasMessageContaining("it has no slash with a number of bits.");
    }

    @Test
    void networksOfEveryAddressAreRecognised() {
        assertThat(Cidr.containsEveryAddress("0.0.0.0/0")).isTrue();
        assertThat(Cidr.containsEveryAddress("::/0")).isTrue();
        assertThat(Cidr.containsEveryAddress("10.0.0.0/10")).isFalse();
    }
}
