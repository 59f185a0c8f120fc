package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Architecture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureOfTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a1.medium",
                "t4g.micro",
                "c6g.large",
                "c6gn.large",
                "c7g.large",
                "c8gb.xlarge",
                "m6gd.metal",
                "m8gd.large",
                "r8gn.large",
                "x2gd.medium",
                "x8g.large",
                "im4gn.large",
                "is4gen.medium",
                "i4g.large",
                "i8ge.large",
                "g5g.xlarge",
                "hpc7g.4xlarge",
                "p6e-gb200.36xlarge"
            })
    void gravitonTypesAreArm(String type) {
        assertThat(Architecture.ofType(type)).isEqualTo(Architecture.ARM64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t2.micro",
                "t3.micro",
                "t3a.micro",
                "c5.large",
                "c7i-flex.large",
                "m7a.large",
                "g4dn.xlarge",
                "g4ad.xlarge",
                "g5.xlarge",
                "g6e.xlarge",
                "g6f.large",
                "gr6.4xlarge",
                "p4de.24xlarge",
                "p6-b200.48xlarge",
                "hpc6id.32xlarge",
                "u-6tb1.metal",
                "u7i-12tb.224xlarge",
                "u7inh-32tb.480xlarge",
                "x2iedn.xlarge",
                "z1d.large",
                "vt1.3xlarge",
                "mac1.metal",
                "a10.large"
            })
    void otherTypesAreX86(String type) {
        assertThat(Architecture.ofType(type)).isEqualTo(Architecture.X86_64);
    }

    @Test
    void theArchitecturesThatEc2ReportsDecide() {
        assertThat(Architecture.ofSupported(List.of("arm64"))).isEqualTo(Architecture.ARM64);
        assertThat(Architecture.ofSupported(List.of("i386", "x86_64"))).isEqualTo(Architecture.X86_64);
    }
}
