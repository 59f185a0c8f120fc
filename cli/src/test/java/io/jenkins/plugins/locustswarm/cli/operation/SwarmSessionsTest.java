package io.jenkins.plugins.locustswarm.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.fixture.Callers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwarmSessionsTest {

    @TempDir
    private Path folder;

    @Test
    void aFollowUpCommandNamesTheConfigurationAsOneWordOfAShell() throws IOException {
        Files.createFile(folder.resolve("it's my.cfg"));
        Config config = Config.read(Path.of("it's my.cfg"), folder);
        assertThat(new SwarmSessions(Callers.in(folder), config, "load").followUp("down all", "load"))
                .isEqualTo("locust-swarm down all --swarm load -c 'it'\\''s my.cfg'");
    }

    @Test
    void aFollowUpCommandNamesNoConfigurationWithoutOne() {
        assertThat(new SwarmSessions(Callers.in(folder), Config.none(), "load").followUp("down all", "load"))
                .isEqualTo("locust-swarm down all --swarm load");
    }
}
