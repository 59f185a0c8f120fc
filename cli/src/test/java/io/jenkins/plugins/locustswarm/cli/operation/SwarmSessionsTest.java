package io.jenkins.plugins.locustswarm.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SwarmSessionsTest {

    @NewLab(locust = Locust.NONE)
    private CommandLab lab;

    @Test
    void aFollowUpCommandNamesTheConfigurationAsOneWordOfAShell() throws IOException {
        Files.createFile(lab.path("it's my.cfg"));
        Config config = Config.read(Path.of("it's my.cfg"), lab.folder());
        assertThat(new SwarmSessions(lab.caller(), config, "load").followUp("down all", "load"))
                .isEqualTo("locust-swarm down all --swarm load -c 'it'\\''s my.cfg'");
    }

    @Test
    void aFollowUpCommandNamesNoConfigurationWithoutOne() {
        assertThat(new SwarmSessions(lab.caller(), Config.none(), "load").followUp("down all", "load"))
                .isEqualTo("locust-swarm down all --swarm load");
    }
}
