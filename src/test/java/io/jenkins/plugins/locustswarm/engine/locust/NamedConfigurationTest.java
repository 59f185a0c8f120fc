package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine.Launch;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration file of Locust that its arguments name, in each spelling that a Locust takes. */
@Timeout(120)
class NamedConfigurationTest {

    @TempDir
    private Path folder;

    private final Shell shell = new LocalShell("worker-1");
    private FakeLocust locust;

    @BeforeEach
    void setUp() throws IOException {
        locust = new FakeLocust(folder, "exit 0");
    }

    @AfterEach
    void end() throws InterruptedException {
        Sessions.endAll(shell, locust.machine().folder());
    }

    private void startWith(String configuration, String arguments) throws Exception {
        Files.writeString(Path.of(locust.machine().bootstrapFolder(), "load.conf"), configuration);
        List<String> words = Arrays.asList(("--worker " + arguments).split(" "));
        locust.on(shell).start(RunPlan.of("any.py").build(), new Launch(words, null, Duration.ofMinutes(1), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config load.conf", "--config=load.conf", "--conf load.conf", "--co=load.conf"})
    void aFileThatSetsProcessesIsRefused(String arguments) {
        assertThatThrownBy(() -> startWith("users = 5\nprocesses = 4\n", arguments))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("load.conf, which Locust reads on worker-1, sets processes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config load.conf", "--config=load.conf", "--conf load.conf", "--co=load.conf"})
    void theStateNamesTheFile(String arguments) throws Exception {
        startWith("users = 5\n", arguments);
        assertThat(locust.end(shell).namedConfiguration()).containsExactly("load.conf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config-users load.conf", "--csv-x load.conf", "--tags --c load.conf", "-- load.conf"})
    void anotherArgumentNamesNoConfiguration(String arguments) throws Exception {
        startWith("processes = 4\n", arguments);
        assertThat(locust.end(shell).namedConfiguration()).isEmpty();
    }
}
