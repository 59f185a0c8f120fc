package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The images of a swarm in its record. */
class ChosenImagesTest {

    @Test
    void whatIsSavedIsReadAgain() {
        ChosenImages chosen = new ChosenImages("0a1b", Map.of("resolve:ssm:/own/a=b", "ami-1", "ami-0", "ami-2"));
        assertThat(chosen.text()).isEqualTo("0a1b ami-0=ami-2 resolve:ssm:/own/a=b=ami-1");
        assertThat(ChosenImages.parse(chosen.text())).isEqualTo(chosen);
    }

    @Test
    void aSwarmWithoutImagesStaysWithoutThem() {
        ChosenImages none = new ChosenImages("0a1b", Map.of());
        assertThat(ChosenImages.parse(none.text())).isEqualTo(none);
    }
}
