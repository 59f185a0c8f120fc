package io.jenkins.plugins.locustswarm.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folder is sent for a locustfile. */
class FileLookupTest {

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void aFolderBootstrapOfAnotherPurposeIsNotTakenForTheCurrentFolder() throws IOException {
        write("a.py");
        write("bootstrap/css/bootstrap.css");
        assertThat(sent(".")).contains("a.py", "bootstrap/css/bootstrap.css");
    }

    @Test
    void theRecordsAndKeysOfSwarmsAreNotSent() throws IOException {
        write("a.py");
        write("home/swarms/default/key");
        assertThat(sent("a.py")).containsExactly("a.py", "bootstrap.sh");
    }

    @Test
    void aDirectoryWithoutALocustfileIsRefusedBeforeMachinesAreBroughtUp() throws IOException {
        write("perf/_common.py");
        write("perf/users.csv");
        assertThatThrownBy(() -> sent("perf"))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "There is no locustfile in the directory perf: Locust loads the files in it whose names end in"
                                + " .py and do not begin with _.");
        write("perf/deep/a.py");
        assertThat(sent("perf")).contains("deep/a.py");
    }

    @Test
    void aScriptBesideTheLocustfileIsNotRunAsThatOfABootstrapDirectory() throws IOException {
        write("perf/a.py");
        write("perf/bootstrap.sh");
        FileLookup lookup = new FileLookup(null, Config.none(), folder.resolve("home"), folder, warnings::add);
        assertThat(lookup.find("perf/a.py")
                        .files()
                        .find("bootstrap.sh")
                        .orElseThrow()
                        .size())
                .isPositive();
        assertThat(warnings)
                .containsExactly(
                        "Warning: bootstrap.sh in the folder perf is not run on the machines. If it prepares them,"
                                + " name its folder as the bootstrap directory (-d).");
    }

    @Test
    void aLocustfileThatTheBootstrapDirectoryWouldReplaceIsRefused() throws IOException {
        write("bootstrap/bootstrap.sh");
        write("bootstrap/a.py");
        write("perf/a.py");
        assertThat(sent("perf/a.py")).contains("a.py"); // both are the same
        Files.writeString(folder.resolve("perf/a.py"), "import locust\n");
        for (String locustfile : List.of("perf/a.py", "perf")) {
            assertThatThrownBy(() -> sent(locustfile))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("The locustfile a.py of the folder perf cannot be sent, because the bootstrap directory"
                            + " bootstrap has another file with the same name: rename one of them.");
        }
    }

    private List<String> sent(String locustfile) {
        FileLookup lookup = new FileLookup(null, Config.none(), folder.resolve("home"), folder, warnings::add);
        return lookup.find(locustfile).files().entries().stream()
                .map(FolderSnapshot.Entry::path)
                .toList();
    }

    private void write(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }
}
