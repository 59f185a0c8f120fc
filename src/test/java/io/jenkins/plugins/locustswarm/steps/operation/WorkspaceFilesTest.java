package io.jenkins.plugins.locustswarm.steps.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFilesTest {

    @TempDir
    private Path folder;

    private Path bootstrap;
    private Path target;

    @BeforeEach
    void makeFolders() throws IOException {
        bootstrap = Files.createDirectories(folder.resolve("workspace/bootstrap"));
        target = folder.resolve("home/swarms/one/bootstrap");
        Files.writeString(bootstrap.resolve("load.py"), "import locust\n");
    }

    private void copy() throws IOException, InterruptedException {
        WorkspaceFiles.copy(new FilePath(folder.resolve("workspace").toFile()), "bootstrap", target);
    }

    private void refused(String... sentences) {
        assertThatThrownBy(this::copy)
                .isInstanceOf(BadInputException.class)
                .message()
                .contains(sentences);
        assertThat(target).doesNotExist();
    }

    @Test
    void filesAndFoldersArriveAndThoseOfAnEarlierTryGo() throws Exception {
        Files.createDirectories(bootstrap.resolve("data/deep"));
        Files.writeString(bootstrap.resolve("data/deep/a.part"), "part");
        Files.writeString(bootstrap.resolve("data/deep/a"), "whole");
        Files.writeString(bootstrap.resolve("empty"), "");
        Files.createDirectories(bootstrap.resolve(".git/objects"));
        Files.writeString(bootstrap.resolve(".git/objects/x"), "x");
        Files.createDirectories(target);
        Files.writeString(target.resolve("old.py"), "old");
        copy();
        assertThat(FolderSnapshot.withoutLinks(target).entries())
                .extracting(FolderSnapshot.Entry::path)
                .containsExactly("data/deep/a", "data/deep/a.part", "empty", "load.py");
        assertThat(target.resolve("data/deep/a")).hasContent("whole");
        assertThat(target.resolve("data/deep/a.part")).hasContent("part");
    }

    @Test
    void ofThePermissionsOnlyThatToRunAFileIsKept() throws Exception {
        Path script = Files.writeString(bootstrap.resolve("bootstrap.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxrwxrwx"));
        copy();
        assertThat(Files.isExecutable(target.resolve("bootstrap.sh"))).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("bootstrap.sh"))))
                .doesNotMatch(".......w.");
        assertThat(Files.getPosixFilePermissions(target.resolve("load.py")).toString())
                .doesNotContain("EXECUTE");
    }

    @Test
    void aDanglingLinkIsAnErrorAndIsNotFollowedWhenItsTargetComesToExist() throws Exception {
        Path later = folder.resolve("home/jobs/other/builds/58/log");
        Files.createSymbolicLink(bootstrap.resolve("users.csv"), later);
        refused("bootstrap/users.csv is a link that leads nowhere");
        Files.createDirectories(later.getParent());
        Files.writeString(later, "secret");
        refused("bootstrap/users.csv is a link that leads out of the bootstrap directory");
    }

    @Test
    void noLinkLeadsOutOfTheFolder() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("workspace/other"));
        Files.writeString(outside.resolve("secret"), "secret");
        for (String link : List.of("../other/secret", "../other", outside.toString(), "/etc/hostname", "..", "/")) {
            Files.createSymbolicLink(bootstrap.resolve("link"), Path.of(link));
            refused("bootstrap/link is a link that leads out of the bootstrap directory");
            Files.delete(bootstrap.resolve("link"));
        }
    }

    @Test
    void aLinkToAFolderIsNotFollowed() throws Exception {
        Files.createDirectory(bootstrap.resolve("data"));
        Files.createSymbolicLink(bootstrap.resolve("same"), Path.of("data"));
        Files.createSymbolicLink(bootstrap.resolve("data/round"), Path.of(".."));
        refused("bootstrap/same is a link to a folder", "bootstrap/data/round is a link to a folder");
    }

    @Test
    void aLinkToAFileOfTheFolderArrivesAsThatFile() throws Exception {
        Files.createDirectory(bootstrap.resolve("data"));
        Files.createSymbolicLink(bootstrap.resolve("data/first.py"), Path.of("second.py"));
        Files.createSymbolicLink(bootstrap.resolve("data/second.py"), Path.of("../load.py"));
        copy();
        Path first = target.resolve("data/first.py");
        assertThat(Files.isRegularFile(first, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(first).hasContent("import locust\n");
    }

    @Test
    void aFolderOfTheWorkspaceThatIsALinkIsTakenWhenItStaysInTheWorkspace() throws Exception {
        Files.move(bootstrap, folder.resolve("workspace/shared"));
        Files.createSymbolicLink(bootstrap, Path.of("shared"));
        copy();
        assertThat(target.resolve("load.py")).hasContent("import locust\n");
        Files.delete(bootstrap);
        Files.createSymbolicLink(bootstrap, Files.createDirectory(folder.resolve("elsewhere")));
        assertThatThrownBy(this::copy).hasMessageContaining("is not below the workspace");
    }

    @Test
    void aPipeIsNamedAndNotWaitedFor() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", bootstrap.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        refused("bootstrap/pipe is neither a file nor a folder");
    }

    @Test
    void everyLinkIsNamedUpToAFew() throws Exception {
        for (int i = 1; i <= 8; i++) {
            Files.createSymbolicLink(bootstrap.resolve("link" + i), Path.of("gone"));
        }
        refused("bootstrap/link1 is a link that leads nowhere; bootstrap/link2 ", "; and 3 more: ");
    }

    @Test
    void aFolderThatIsTooLargeIsNotCopied() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(bootstrap.resolve("users.csv").toFile(), "rw")) {
            file.setLength(999_999_990);
        }
        refused(
                "The bootstrap directory bootstrap has more than 1,000 MB",
                "the largest file is users.csv with 999 MB");
    }

    @Test
    void tooManyFilesAreNotCopied() throws Exception {
        for (int i = 0; i <= WorkspaceListing.MAX_FILES; i++) {
            Files.createFile(bootstrap.resolve("f" + i));
        }
        refused("The bootstrap directory bootstrap has more than 20000 files");
    }

    @Test
    void aHostileNodeCannotNameAFileOutsideOfTheFolder() throws IOException {
        Files.createDirectories(target);
        for (String path : List.of("../evil", "/tmp/evil-locust-swarm/x", "a/../../evil", "a/../b", "..", ".", "")) {
            assertThatThrownBy(() -> WorkspaceFiles.makeFolders(
                            List.of(new WorkspaceListing.Entry(path, 1, false)), "bootstrap", target))
                    .as(path)
                    .isInstanceOf(BadInputException.class);
        }
        WorkspaceListing.Entry twice = new WorkspaceListing.Entry("a", 1, false);
        assertThatThrownBy(() -> WorkspaceFiles.makeFolders(List.of(twice, twice), "bootstrap", target))
                .isInstanceOf(BadInputException.class);
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            assertThat(files).noneMatch(file -> file.endsWith("evil"));
        }
        assertThat(Path.of("/tmp/evil-locust-swarm")).doesNotExist();
    }
}
