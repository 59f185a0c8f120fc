package io.jenkins.plugins.locustswarm.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ec2ConfigTest {

    @TempDir
    private Path folder;

    private Ec2Config config(String aws) throws IOException {
        return new Ec2Config(Config.read(Files.writeString(folder.resolve("swarm.cfg"), "[aws]\n" + aws + "\n")));
    }

    @Test
    void machinesThatBootSlowlyCanBeGivenTime() throws IOException {
        assertThat(config("aws_region = us-east-1").settings().timing()).isEqualTo(Ec2Timing.DEFAULT);
        Ec2Timing timing =
                config("boot_deadline = 25m\npoll_interval = 0.5").settings().timing();
        assertThat(timing.boot()).isEqualTo(Duration.ofMinutes(25));
        assertThat(timing.firstPoll()).isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @CsvSource({
        "boot_deadline = soon,[aws] boot_deadline is not a valid time",
        "boot_deadline = 31m,boot_deadline is 31 minutes",
        "poll_interval = 61,[aws] poll_interval is not from 0.1 to 60 seconds",
        "poll_interval = often,[aws] poll_interval is not a number"
    })
    void anInvalidTimeIsRefused(String line, String sentence) throws IOException {
        Ec2Config config = config(line);
        assertThatThrownBy(config::settings)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(sentence);
    }
}
