package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2SettingsTest {

    @Test
    void defaultsAreValid() {
        Ec2Settings settings = Ec2Settings.builder().build();
        assertThat(settings.region()).isEqualTo("us-east-1");
        assertThat(settings.image()).startsWith("resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/");
        assertThat(settings.instanceTypes()).containsExactly("t3.micro", "t3a.micro");
        assertThat(settings.user()).isEqualTo("ubuntu");
        assertThat(settings.spot()).isFalse();
        assertThat(settings.usePrivateIp()).isFalse();
        assertThat(settings.subnetIds()).isEmpty();
        assertThat(settings.keyName()).isEmpty();
    }

    @Test
    void aPriceHasTheSizeOfAPrice() {
        for (String price : List.of("-0.1", "-1e999999999", "1e999999999", "1e-999999999", "1000001")) {
            refused(Ec2Settings.builder().pricePerHour(new BigDecimal(price)), "price_per_hour is ");
        }
        assertThat(Ec2Settings.builder()
                        .pricePerHour(new BigDecimal("0.0104"))
                        .build()
                        .pricePerHour())
                .contains(new BigDecimal("0.0104"));
    }

    private static void refused(Ec2Settings.Builder settings, String setting) {
        assertThatThrownBy(settings::build)
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(setting)
                .hasMessageMatching("(?s).*[.]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mars", "us-east-1; reboot", "us-east-1\n", "-r", "$(id)"})
    void anInvalidRegionIsRefused(String value) {
        refused(Ec2Settings.builder().region(value), "aws_region");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ubuntu", "ami-xyz", "resolve:ssm:", "resolve:ssm:a b", "ami-0123456789abcdef0 "})
    void anInvalidImageIsRefused(String value) {
        refused(Ec2Settings.builder().image(value), "ami_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t3", "t3.micro,t3a.micro", "t3.micro --x", "../x.y"})
    void anInvalidInstanceTypeIsRefused(String value) {
        refused(Ec2Settings.builder().instanceTypes(List.of(value)), "ami_instance_type");
    }

    @Test
    void anEmptyListOfInstanceTypesIsRefused() {
        refused(Ec2Settings.builder().instanceTypes(List.of()), "ami_instance_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root;id", "Ubuntu", "-l", "a b", "user\n"})
    void anInvalidLoginUserIsRefused(String value) {
        refused(Ec2Settings.builder().user(value), "user");
    }

    @Test
    void otherInvalidSettingsAreRefusedByTheirNames() {
        refused(Ec2Settings.builder().subnetIds(List.of("subnet-1'")), "subnet_ids");
        refused(Ec2Settings.builder().allowedCidrs(List.of("10.0.0.0")), "allowed_cidr");
        refused(Ec2Settings.builder().keyName("a\tb"), "aws_key_name");
        refused(Ec2Settings.builder().instanceProfile("a b"), "instance_profile");
        refused(Ec2Settings.builder().rootDevice("/etc/passwd"), "root_device");
        refused(Ec2Settings.builder().rootVolumeGib(0), "root_volume_gib");
        refused(Ec2Settings.builder().pricePerHour(new BigDecimal("-1")), "price_per_hour");
        refused(Ec2Settings.builder().timing(Ec2Timing.DEFAULT.withBoot(Duration.ofMinutes(31))), "boot_deadline");
        refused(Ec2Settings.builder().timing(Ec2Timing.DEFAULT.withBoot(Duration.ZERO)), "boot_deadline");
        refused(Ec2Settings.builder().endpointUrl(URI.create("ftp://example.org")), "endpoint_url");
        refused(Ec2Settings.builder().addressService(URI.create("file:///etc/passwd")), "address_service");
    }

    @Test
    void aPasswordInAUrlIsRefusedAndNotShown() {
        assertThatThrownBy(() -> Ec2Settings.builder()
                        .endpointUrl(URI.create("https://ann:secret@example.org"))
                        .build())
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("endpoint_url holds")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anInstanceProfileMayBeAnArn() {
        String arn = "arn:aws:iam::123456789012:instance-profile/load/tests";
        assertThat(Ec2Settings.builder().instanceProfile(arn).build().instanceProfile())
                .contains(arn);
    }

    @Test
    void anExistingSwarmKeepsItsRegionEndpointAndLoginUser() {
        SwarmRecord record = SwarmRecord.planned("load", "ann", "c", "ec2", Map.of(), Instant.EPOCH, Instant.EPOCH)
                .withResource(Ec2Resources.REGION, "eu-central-1")
                .withResource(Ec2Resources.ENDPOINT, "https://ec2.example.org")
                .withResource(Ec2Resources.USER, "admin")
                .withResource(Ec2Resources.PRIVATE_IP, "true");
        Ec2Settings settings =
                Ec2Settings.builder().instanceTypes(List.of("c5.large")).build().forSwarm(record);
        assertThat(settings.region()).isEqualTo("eu-central-1");
        assertThat(settings.endpointUrl()).contains(URI.create("https://ec2.example.org"));
        assertThat(settings.user()).isEqualTo("admin");
        assertThat(settings.usePrivateIp()).isTrue();
        assertThat(settings.instanceTypes()).containsExactly("c5.large");
    }
}
