package io.jenkins.plugins.locustswarm.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSnapshotTest {

    @TempDir
    Path folder;

    @Test
    void allFilesAreListedByPathWithSizeAndDigest() throws IOException {
        write("typical_load.py", "x = 1\n");
        write("lib/deep/helper.py", "");
        write("Ünïcode ☃.py", "y");
        write("a space and 'quotes' $(id).csv", "1,2\n");

        FolderSnapshot snapshot = FolderSnapshot.of(folder);

        assertThat(snapshot.entries())
                .extracting(FolderSnapshot.Entry::path)
                .containsExactly(
                        "a space and 'quotes' $(id).csv", "lib/deep/helper.py", "typical_load.py", "Ünïcode ☃.py");
        assertThat(snapshot.size()).isEqualTo(6 + 1 + 4);
        assertThat(snapshot.find("typical_load.py").orElseThrow().manifestLine())
                .isEqualTo("9e26bf369911c45c243c684147b23fc9e1dcfcf257d299a1c632016a6fcd33f4 - typical_load.py");
        assertThat(snapshot.find("helper.py")).isEmpty();
    }

    @Test
    void theDigestChangesWithNameContentAndExecutableBitAndWithNothingElse() throws IOException {
        Path file = write("a.py", "x");
        String digest = digest();
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(digest()).isEqualTo(digest);

        assertThat(file.toFile().setExecutable(true)).isTrue();
        String executable = digest();
        assertThat(executable).isNotEqualTo(digest);

        assertThat(file.toFile().setExecutable(false)).isTrue();
        Files.writeString(file, "y");
        String content = digest();
        assertThat(content).isNotEqualTo(digest);

        Files.writeString(file, "x");
        assertThat(digest()).isEqualTo(digest);
        Files.move(file, folder.resolve("b.py"));
        assertThat(digest()).isNotEqualTo(digest);
    }

    @Test
    void linksAreFollowedSoThatTheMachinesGetTheContent(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("shared.py"), "shared");
        Files.createDirectories(elsewhere.resolve("data"));
        Files.writeString(elsewhere.resolve("data/users.csv"), "ann\n");
        Files.createSymbolicLink(folder.resolve("file.py"), elsewhere.resolve("shared.py"));
        Files.createSymbolicLink(folder.resolve("data"), elsewhere.resolve("data"));

        FolderSnapshot snapshot = FolderSnapshot.of(folder);

        assertThat(snapshot.entries())
                .extracting(FolderSnapshot.Entry::path)
                .containsExactly("data/users.csv", "file.py");
        assertThat(snapshot.find("file.py").orElseThrow().size()).isEqualTo(6);
    }

    @Test
    void theFolderItselfMayBeALink(@TempDir Path elsewhere) throws IOException {
        write("a.py", "x");
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);
        assertThat(FolderSnapshot.of(link).digest()).isEqualTo(digest());
    }

    @Test
    void aLinkToNowhereIsLeftOut() throws IOException {
        write("a.py", "x");
        String digest = digest();
        Files.createSymbolicLink(folder.resolve(".#a.py"), Path.of("somebody@somewhere.1234"));
        assertThat(digest()).isEqualTo(digest);
    }

    @Test
    void linksAreRefusedInUntrustedFolders() throws IOException {
        Files.writeString(folder.resolve("a.py"), "a");
        assertThat(FolderSnapshot.withoutLinks(folder).digest()).isEqualTo(digest());
        for (String target : List.of("a.py", "gone", "/etc/hostname", "/etc", ".")) {
            Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(target));
            assertThatThrownBy(() -> FolderSnapshot.withoutLinks(folder))
                    .as(target)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("link in the bootstrap directory")
                    .hasMessageContaining("is a link");
            Files.delete(link);
        }
    }

    @Test
    void aLinkThatLeadsBackIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("sub/back"), folder);
        assertThatThrownBy(() -> FolderSnapshot.of(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("sub/back");
    }

    @Test
    void resultsOfEarlierRunsAreExcludedButNotFilesBesideThem() throws IOException {
        write("load.py", "x");
        write("locust-results/data.json", "mine");
        String digest = digest();
        for (String file :
                List.of("summary.json", "junit.xml", "master.log", "worker-1.log", "locust_stats_history.csv")) {
            write("locust-results/" + file, "x");
            write("old/yesterday/" + file, "x");
            write(file, "x");
        }
        FolderSnapshot snapshot = FolderSnapshot.of(folder);
        assertThat(snapshot.digest()).isEqualTo(digest);
        assertThat(snapshot.resultsLeftOut()).containsExactly(".", "locust-results", "old/yesterday");
    }

    @Test
    void filesThatOnlyLookLikeResultsAreSent() throws IOException {
        write("a/locust_stats.csv", "data of the locustfile");
        write("a/locust_failures.csv", "x");
        write("b/summary.json", "x");
        write("b/worker-1.log", "x");
        write("b/junit.xml", "x");
        FolderSnapshot snapshot = FolderSnapshot.of(folder);
        assertThat(snapshot.entries()).hasSize(5);
        assertThat(snapshot.resultsLeftOut()).isEmpty();
    }

    @Test
    void cachesVersionControlAndVirtualEnvironmentsAreExcluded() throws IOException {
        write("a.py", "x");
        String digest = digest();
        write(".git/config", "secret");
        write("lib/__pycache__/a.cpython-311.pyc", "x");
        write(".venv/bin/locust", "x");
        write(".DS_Store", "x");
        assertThat(digest()).isEqualTo(digest);
    }

    @Test
    void aFolderWithAnExcludedNameIsRead() throws IOException {
        write(".venv/a.py", "x");
        assertThat(FolderSnapshot.of(folder.resolve(".venv")).entries()).hasSize(1);
    }

    @Test
    void anEmptyFolderIsAFolder() {
        assertThat(FolderSnapshot.of(folder).entries()).isEmpty();
        assertThat(FolderSnapshot.of(folder).size()).isZero();
    }

    @Test
    void aFileInsteadOfAFolderIsNamed() throws IOException {
        Path file = write("a.py", "x");
        assertThatThrownBy(() -> FolderSnapshot.of(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file + " is not a folder");
        assertThatThrownBy(() -> FolderSnapshot.of(folder.resolve("missing")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not a folder");
    }

    @Test
    void aNameWithALineFeedIsRefused() throws IOException {
        write("a\nb.py", "x");
        assertThatThrownBy(() -> FolderSnapshot.of(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a\\nb.py")
                .hasMessageContaining("Rename it");
    }

    @Test
    void aNameThatIsNotTextIsRefused() throws IOException, InterruptedException {
        Process touch = new ProcessBuilder("bash", "-c", "touch \"$0\"/$'bad-\\xff.py'", folder.toString()).start();
        assertThat(touch.waitFor()).isZero();
        assertThatThrownBy(() -> FolderSnapshot.of(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("bad-")
                .hasMessageContaining("Rename it");
    }

    private String digest() {
        return FolderSnapshot.of(folder).digest();
    }

    private Path write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
