package io.jenkins.plugins.locustswarm.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a locustfile's folder are sent to machines. */
class FolderRulesTest {

    @TempDir
    Path folder;

    @Test
    void modulesAndDataBesideTheLocustfileAreSent() throws IOException {
        write("locustfile.py");
        write("common/__init__.py");
        write("common/users.py");
        write("data/users.csv");
        write(".env");
        assertThat(sent())
                .containsExactly(".env", "common/__init__.py", "common/users.py", "data/users.csv", "locustfile.py");
    }

    @Test
    void versionControlCachesEnvironmentsAndToolsAreNotSent() throws IOException {
        write("locustfile.py");
        for (String file : List.of(
                ".git/config",
                ".hg/hgrc",
                ".svn/entries",
                "__pycache__/a.cpython-311.pyc",
                "common/__pycache__/b.pyc",
                "old.pyc",
                ".venv/bin/python",
                "venv/pyvenv.cfg",
                "venv/lib/big.py",
                "tools/any-name/pyvenv.cfg",
                "tools/any-name/x.py",
                "web/node_modules/a/index.js",
                ".pytest_cache/x",
                ".mypy_cache/x",
                ".idea/x.xml",
                ".tox/py/x",
                ".DS_Store")) {
            write(file);
        }
        assertThat(sent()).containsExactly("locustfile.py");
    }

    @Test
    void theResultsOfAnEarlierRunAreNotSentAndAreNamed() throws IOException {
        write("locustfile.py");
        for (String file : List.of("summary.json", "master.log", "locust_stats.csv", "worker-1.log")) {
            write("locust-results/" + file);
        }
        assertThat(sent()).containsExactly("locustfile.py");
        assertThat(snapshot(rules()).resultsLeftOut()).containsExactly("locust-results");
    }

    @Test
    void configurationsAndKeysAreNotSent() throws IOException {
        write("locustfile.py");
        write("locust-swarm.cfg");
        Path key = write("aws.pem");
        Path configuration = write("other.cfg");
        FolderRules rules = FolderRules.ofLocustfileFolder(folder, List.of(key, configuration), List.of());
        assertThat(snapshot(rules).entries())
                .extracting(FolderSnapshot.Entry::path)
                .containsExactly("locustfile.py");
        assertThat(FolderSnapshot.of(folder, "x", FolderRules.ofBootstrapDirectory(folder, List.of(key, configuration)))
                        .entries())
                .extracting(FolderSnapshot.Entry::path)
                .containsExactly("locustfile.py");
    }

    @Test
    void configurationsAndKeysAreNotSentUnderTheNameOfALinkEither() throws IOException {
        write("locustfile.py");
        Path configuration = Files.createSymbolicLink(folder.resolve("active.cfg"), write("production.cfg"));
        Path key = write("aws.pem");
        Files.createSymbolicLink(folder.resolve("key"), key);
        Path home = write("home/swarms/default/key").getParent().getParent().getParent();
        Files.createSymbolicLink(folder.resolve("swarms"), home);
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        FolderRules rules = FolderRules.ofLocustfileFolder(link, List.of(configuration, key, home), List.of());
        assertThat(FolderSnapshot.ofLocustfileFolder(link, "perf", rules).entries())
                .extracting(FolderSnapshot.Entry::path)
                .containsExactly("locustfile.py");
    }

    @Test
    void theCredentialsInAHomeDirectoryAreNotSent() throws IOException {
        write("locustfile.py");
        write(".ssh/id_ed25519");
        write(".aws/credentials");
        write(".kube/config");
        write(".netrc");
        write(".locust-swarm/swarms/default/key");
        assertThat(sent()).containsExactly("locustfile.py");
    }

    @Test
    void aFolderThatLeadsBackToItselfIsReadOnce() throws IOException {
        write("locustfile.py");
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertThat(sent()).containsExactly("locustfile.py");
    }

    @Test
    void whatCannotBeReadIsNamedUnlessTheFolderIsTooLargeAnyway() throws IOException {
        write("locustfile.py");
        FolderReader reader = new FolderReader(folder, new FolderLabel("perf", null, null), rules(), true);
        Path closed = folder.resolve("private");
        reader.visitFileFailed(closed, new AccessDeniedException(closed.toString())); // root can read everything
        assertThatThrownBy(reader::read)
                .isInstanceOf(BadInputException.class)
                .hasMessage("The folder perf cannot be read: " + closed
                        + ": permission denied. Make it readable, or, if the locustfile does not need it, name it in a file"
                        + " .locustswarmignore in that folder.");
        try (RandomAccessFile file = new RandomAccessFile(write("dump.sql").toFile(), "rw")) {
            file.setLength(3_000_000_000L); // sparse
        }
        assertThatThrownBy(reader::read).hasMessageContaining("is too large to be sent to every machine");
    }

    @Test
    void aFolderWithTooManyFilesIsRefusedWithItsLargestEntries() throws IOException {
        write("locustfile.py");
        Path many = Files.createDirectories(folder.resolve("web/src"));
        for (int i = 0; i < FolderSize.MAX_FILES; i++) {
            Files.createFile(many.resolve(i + ".js"));
        }
        assertThatThrownBy(this::sent)
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "The folder perf, which contains the locustfile, is too large to be sent to every machine: it has 5,001"
                                + " files with 0 bytes, and the limit is 5,000 files with 64 MB. Its largest entries are web/"
                                + " (5,000 files with 0 bytes), locustfile.py (1 file with 0 bytes). Put the locustfile into a"
                                + " folder of its own with the files that it needs, name the others in a file"
                                + " .locustswarmignore there, or use a bootstrap directory.");
        Files.writeString(folder.resolve(".locustswarmignore"), "/web/\n");
        assertThat(sent()).containsExactly(".locustswarmignore", "locustfile.py");
    }

    @Test
    void aFolderWithTooManyBytesIsRefusedBeforeAFileIsRead() throws IOException {
        write("locustfile.py");
        write("data/small.csv");
        try (RandomAccessFile file = new RandomAccessFile(write("dump.sql").toFile(), "rw")) {
            file.setLength(3_000_000_000L); // sparse
        }
        assertThatThrownBy(this::sent)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "it has 3 files with 3,000 MB, and the limit is 5,000 files with 64 MB. Its largest"
                                + " entries are dump.sql (1 file with 3,000 MB), ");
    }

    private List<String> sent() {
        return snapshot(rules()).entries().stream()
                .map(FolderSnapshot.Entry::path)
                .toList();
    }

    private FolderRules rules() {
        return FolderRules.ofLocustfileFolder(folder, List.of(), List.of());
    }

    private FolderSnapshot snapshot(FolderRules rules) {
        return FolderSnapshot.ofLocustfileFolder(folder, "perf", rules);
    }

    private Path write(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
