package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a machine says of the Locust that its bootstrap.sh has installed, before anything runs on it. */
class BootstrapMachineTest {

    private static final Script BOOTSTRAP = BootstrapOnMachine.RUN_BOOTSTRAP;

    @TempDir
    private Path folder;

    private ShellResult bootstrap() throws IOException, InterruptedException {
        executable("bootstrap/bootstrap.sh", "exit 0");
        return new LocalShell("here")
                .run(BOOTSTRAP.arguments(
                        folder.resolve("bootstrap").toString(),
                        folder.resolve("venv").toString(),
                        "worker",
                        "false",
                        folder.resolve("facts").toString()));
    }

    private void executable(String path, String body) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** A venv with a Locust that must not have to start to be known. */
    private void installed(String distribution) throws IOException {
        executable("venv/bin/locust", "touch \"$0.started\"");
        Files.createDirectories(folder.resolve("venv/lib/python3.11/site-packages/" + distribution + ".dist-info"));
        Files.createDirectories(folder.resolve("venv/lib/python3.11/site-packages/locust_plugins-4.0.0.dist-info"));
    }

    @ParameterizedTest
    @CsvSource({
        "locust-2.11.1, 2.11.1",
        "locust-1.6.0, 1.6.0",
        "locustio-0.14.6, 0.14.6",
        "locust-2.8.7.dev3, 2.8.7.dev3"
    })
    void aLocustOlderThan212IsReportedBeforeAnyRun(String distribution, String version) throws Exception {
        installed(distribution);
        ShellResult result = bootstrap();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lastLines(1))
                .containsExactly(folder.resolve("venv/bin/locust") + " is Locust " + version
                        + ", and the swarm needs 2.12 or later: require locust>=2.12 in requirements.txt.");
        assertThat(folder.resolve("venv/bin/locust.started")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"locust-2.12.0", "locust-2.47.0", "locust-2.100.1.dev7", "locust-3.0.0"})
    void aNewerLocustIsFine(String distribution) throws Exception {
        installed(distribution);
        assertThat(bootstrap().succeeded()).isTrue();
        assertThat(folder.resolve("facts")).content().contains("cpus=");
        assertThat(folder.resolve("venv/bin/locust.started")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"locust 2.9.0 from /usr (Python 3.11), 2.9.0", "Locust 0.13.5, 0.13.5"})
    void aLocustThatWasNotInstalledInTheVenvIsAskedForItsVersion(String words, String version) throws Exception {
        executable("venv/bin/locust", "echo '" + words + "'");
        assertThat(bootstrap().lastLines(1)).singleElement().asString().contains(" is Locust " + version + ", and");
        executable("venv/bin/locust", "echo 'locust 2.30.0'");
        assertThat(bootstrap().exitCode()).isZero();
    }

    @Test
    void aLocustWithoutAVersionIsRefusedAsItsMasterWouldRefuseItsWorkers() throws Exception {
        executable("venv/bin/locust", "echo 'locust '");
        ShellResult result = bootstrap();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lastLines(1)).singleElement().asString().contains("does not have a version");
    }

    @Test
    void aLocustThatPrintsNoVersionIsAccepted() throws Exception {
        executable("venv/bin/locust", "exit 0");
        assertThat(bootstrap().exitCode()).isZero();
    }
}
