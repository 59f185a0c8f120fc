package io.jenkins.plugins.locustswarm.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwarmSessionsTest {

    @TempDir
    private Path folder;

    private SwarmSessions swarms(Path configFile) {
        Terminal terminal = new Terminal(System.out, System.err, false, 80, StandardCharsets.UTF_8);
        Caller caller = new Caller(
                Map.of(),
                folder,
                new Home(folder),
                terminal,
                new Interrupts(Thread.currentThread()),
                List.of(),
                List.of());
        return new SwarmSessions(caller, Config.of(null), configFile, "load");
    }

    @Test
    void aFurtherCommandNamesTheConfigurationAsOneWordOfAShell() {
        assertThat(swarms(Path.of("it's my.cfg")).further("down all", "load"))
                .isEqualTo("locust-swarm down all --swarm load -c 'it'\\''s my.cfg'");
    }

    @Test
    void aFurtherCommandNamesNoConfigurationWhereThereIsNone() {
        assertThat(swarms(null).further("down all", "load")).isEqualTo("locust-swarm down all --swarm load");
    }
}
