package io.jenkins.plugins.locustswarm.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file of the machines a run loads, and which files it refuses. */
class SentFilesTest {

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        for (String file : List.of("perf/top.py", "perf/sub/top.py", "perf/sub/x.py", "other/top.py", "other/x.py")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "# " + file);
        }
    }

    private FileLookup lookup(Path currentFolder) {
        return new FileLookup(null, Config.none(), folder.resolve("home"), currentFolder, warnings::add);
    }

    private SentFiles sent(SwarmRecord swarm, Path currentFolder) {
        return new SentFiles(swarm, lookup(currentFolder), false, currentFolder, warnings::add);
    }

    /** The record of a swarm that was brought up with this file. */
    private SwarmRecord broughtUpWith(String locustfile) {
        var files = lookup(folder).find(locustfile).files();
        return swarm(files.locustfileFolder().orElse(null), files.digest());
    }

    private static SwarmRecord swarm(@CheckForNull String locustfileFolder, String digest) {
        Instant now = Instant.now();
        SwarmRecord planned = SwarmRecord.planned("default", "ann", "id", "local", Map.of(), now, now);
        return planned.withMasterAsked()
                .withMachine("master", machine -> machine.withBootstrapped(digest, 1, null))
                .withFiles(locustfileFolder, "requirements");
    }

    private void assertRefused(SentFiles files, String locustfile, String end) {
        assertThatThrownBy(() -> files.locustfile(locustfile))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The locustfile " + locustfile + " is not in ")
                .hasMessageContaining(end);
    }

    @Test
    void aFileIsNamedFromTheCurrentFolderAndFoundBelowTheFolderThatWasSent() {
        SentFiles files = sent(broughtUpWith("perf"), folder);
        assertThat(files.locustfile("perf/top.py")).isEqualTo("top.py");
        assertThat(files.locustfile("perf/sub/top.py")).isEqualTo("sub/top.py");
        assertThat(files.locustfile("perf/top.py,perf/sub/x.py")).isEqualTo("top.py,sub/x.py");
        assertThat(files.locustfile("perf/sub")).isEqualTo("sub");
        assertThat(files.locustfile("perf")).isEqualTo(".");
        assertThat(warnings).isEmpty();
    }

    @Test
    void theFolderIsTheSameForACommandThatStartsElsewhere() {
        SwarmRecord swarm = broughtUpWith("perf");
        SentFiles inSub = sent(swarm, folder.resolve("perf/sub"));
        assertThat(inSub.locustfile("top.py")).isEqualTo("sub/top.py");
        assertThat(inSub.locustfile("../top.py")).isEqualTo("top.py");
        assertRefused(sent(swarm, folder.resolve("other")), "top.py", "the folder " + folder.resolve("perf"));
    }

    @Test
    void aFileOfAnotherFolderIsRefused() {
        SentFiles files = sent(broughtUpWith("perf/sub/x.py"), folder);
        String sub = "the folder " + folder.resolve("perf/sub") + ", whose files the machines have";
        assertRefused(files, "other/top.py", sub);
        assertRefused(files, "perf/top.py", sub);
        assertRefused(files, "perf/sub/top.py,other/top.py", sub);
    }

    @Test
    void symbolicLinksNameTheSameFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("perf"));
        assertThat(sent(broughtUpWith("perf"), folder).locustfile("link/sub/top.py"))
                .isEqualTo("sub/top.py");
        assertThat(sent(broughtUpWith("link"), folder).locustfile("perf/top.py"))
                .isEqualTo("top.py");
        assertThat(sent(broughtUpWith("perf"), link).locustfile("sub/x.py")).isEqualTo("sub/x.py");
    }

    @Test
    void aNameThatIsNotHereIsLeftToTheMachines() {
        SentFiles files = sent(broughtUpWith("perf"), folder);
        assertThat(files.locustfile("top.py")).isEqualTo("top.py");
        assertThatThrownBy(() -> files.locustfile("perf/tpo.py"))
                .hasMessageStartingWith("There is no locustfile perf/tpo.py in ")
                .hasMessageEndingWith(" Did you mean perf/top.py?");
        assertThatThrownBy(() -> files.locustfile("/nowhere.py")).isInstanceOf(BadInputException.class);
    }

    @Test
    void filesThatHaveChangedAreNamedInAWarning() throws IOException {
        SwarmRecord swarm = broughtUpWith("perf");
        Files.writeString(folder.resolve("perf/top.py"), "import locust\n");
        assertThat(sent(swarm, folder).locustfile("perf/sub/x.py")).isEqualTo("sub/x.py");
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .startsWith("Warning: the machines were brought up with other files than those in the folder perf,");
    }

    @Test
    void theRecordOfAnOlderVersionHasThePathFromTheFolderOfUp() {
        SwarmRecord swarm = swarm("perf", "digest");
        assertThat(sent(swarm, folder).locustfile("perf/sub/top.py")).isEqualTo("sub/top.py");
    }

    @Test
    void aFileBesideTheBootstrapDirectoryIsNotTakenForOneInIt() throws IOException {
        Files.createDirectory(folder.resolve("bootstrap"));
        Files.createFile(folder.resolve("bootstrap/bootstrap.sh"));
        Files.createFile(folder.resolve("bootstrap/top.py"));
        SwarmRecord swarm = swarm(null, lookup(folder).find().digest());
        assertThat(sent(swarm, folder).locustfile("bootstrap/top.py")).isEqualTo("top.py");
        assertRefused(sent(swarm, folder), "other/x.py", "the bootstrap directory whose files the machines have");
    }

    @Test
    void aFileOfTheBootstrapDirectoryThatWasSentTooIsFound() throws IOException {
        Files.createDirectories(folder.resolve("bootstrap/common"));
        Files.createFile(folder.resolve("bootstrap/bootstrap.sh"));
        Files.createFile(folder.resolve("bootstrap/common/b.py"));
        SentFiles files = sent(broughtUpWith("perf/top.py"), folder);
        assertThat(files.locustfile("common/b.py")).isEqualTo("common/b.py");
        assertThat(files.locustfile("bootstrap/common/b.py")).isEqualTo("common/b.py");
        Files.createFile(folder.resolve("bootstrap/common/later.py"));
        assertRefused(files, "common/later.py", folder.resolve("perf").toString());
    }

    @Test
    void aCopyOfTheFolderHasTheSameFiles() throws IOException {
        SwarmRecord swarm = broughtUpWith("other/top.py");
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (String file : List.of("top.py", "x.py")) {
            Files.copy(folder.resolve("other").resolve(file), copy.resolve(file));
        }
        assertThat(sent(swarm, folder).locustfile("copy/top.py")).isEqualTo("top.py");
    }
}
