package io.jenkins.plugins.locustswarm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code locust-swarm init}, without a run. */
class InitCommandTest {

    private static final String[] NAMES = {"locustfile.py", "requirements.txt", "locust-swarm.cfg", "Jenkinsfile"};

    @NewLab(locust = Locust.NONE, bootstrap = false)
    private CommandLab lab;

    private static void assertComplete(Path folder) {
        for (String name : NAMES) {
            assertThat(folder.resolve(name)).isNotEmptyFile();
        }
    }

    @Test
    void theFilesAreWrittenToTheCurrentFolderAndTheNextStepIsShown() {
        CommandLab.Result result = lab.succeeds("init");
        assertComplete(lab.folder());
        assertThat(result.err().lines())
                .hasSize(3)
                .first()
                .asString()
                .isEqualTo("Written to " + lab.folder()
                        + ": locustfile.py, requirements.txt, locust-swarm.cfg, Jenkinsfile.");
        assertThat(result.err()).contains("\n  locust-swarm test -f locustfile.py -H http://localhost:8080");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void anotherFolderIsCreatedAndTheNextStepNamesIt() {
        CommandLab.Result result = lab.succeeds("init", "perf/my shop");
        assertComplete(lab.path("perf/my shop"));
        assertThat(result.err()).contains("locust-swarm test -f 'perf/my shop/locustfile.py'");
    }

    @Test
    void aFileThatExistsIsNotChangedAndIsNamed() throws IOException {
        lab.write("locustfile.py", "mine").write("Jenkinsfile", "");
        CommandLab.Result result = lab.succeeds("init");
        assertThat(lab.path("locustfile.py")).hasContent("mine");
        assertThat(lab.path("Jenkinsfile")).isEmptyFile();
        assertThat(result.err())
                .contains(": requirements.txt, locust-swarm.cfg.\n")
                .contains("Not changed, because they exist in " + lab.folder() + ": locustfile.py, Jenkinsfile.\n");

        assertThat(lab.succeeds("init").err()).doesNotContain("Written");
    }

    @Test
    void aLinkThatLeadsNowhereIsNotFollowed() throws IOException {
        Files.createSymbolicLink(lab.path("locustfile.py"), Path.of("elsewhere.py"));
        assertThat(lab.succeeds("init").err()).contains("Not changed", "locustfile.py.");
        assertThat(lab.path("elsewhere.py")).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefused() {
        lab.write("file", "");
        CommandLab.Result isFile = lab.run("init", "file");
        assertThat(isFile.code()).isEqualTo(2);
        assertThat(isFile.err())
                .isEqualTo("locust-swarm: " + lab.path("file") + " is not a folder: name another one.\n");
        CommandLab.Result below = lab.run("init", "file/below");
        assertThat(below.code()).isEqualTo(2);
        assertThat(below.err())
                .startsWith("locust-swarm: The folder " + lab.path("file/below") + " cannot be created: ");
    }

    @Test
    void theConfigurationIsLocalAndEachOfItsKeysIsKnown() throws IOException {
        lab.succeeds("init");
        Path file = lab.path("locust-swarm.cfg");
        Config config = Config.read(file);
        assertThat(config.provider()).isEqualTo(ProviderName.LOCAL);
        assertThat(config.text(ConfigKey.SLAVES)).isEmpty();

        String all = Files.readString(file).replaceAll("(?m)^;", "");
        Config complete = Config.read(Files.writeString(lab.path("all.cfg"), all));
        assertThat(complete.text(ConfigKey.SLAVES)).contains("5");
        assertThat(complete.text(ConfigKey.AWS_ALLOWED_CIDR)).contains("203.0.113.7/32");
    }
}
