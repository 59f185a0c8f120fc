package io.jenkins.plugins.locustswarm.steps.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.FilePath;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.OnPath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFilesTest {

    /** The shortest locustfile that may have users. */
    private static final String USERS = "from users import Shopper\n";

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private Path bootstrap;
    private Path target;

    @BeforeEach
    void makeFolders() throws IOException {
        bootstrap = Files.createDirectories(folder.resolve("workspace/bootstrap"));
        target = folder.resolve("home/swarms/one/bootstrap");
        Files.writeString(bootstrap.resolve("load.py"), USERS);
    }

    private void copy() throws IOException, InterruptedException {
        WorkspaceFiles.copy(
                new FilePath(folder.resolve("workspace").toFile()), "bootstrap", null, true, target, notes::add);
    }

    private void refused(String... sentences) {
        assertThatThrownBy(this::copy)
                .isInstanceOf(BadInputException.class)
                .message()
                .contains(sentences);
        assertThat(target).doesNotExist();
    }

    @Test
    void filesAndFoldersAreCopiedAndReplaceThoseOfAnEarlierAttempt() throws Exception {
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
                .containsExactly("bootstrap.sh", "data/deep/a", "data/deep/a.part", "empty", "load.py");
        assertThat(target.resolve("data/deep/a")).hasContent("whole");
        assertThat(target.resolve("data/deep/a.part")).hasContent("part");
    }

    @Test
    void onlyTheExecutePermissionIsKept() throws Exception {
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
        refused("bootstrap/users.csv is a broken symbolic link");
        Files.createDirectories(later.getParent());
        Files.writeString(later, "secret");
        refused("bootstrap/users.csv is a symbolic link to a target outside the bootstrap directory");
    }

    @Test
    void aLinkOutOfTheFolderIsRefused() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("workspace/other"));
        Files.writeString(outside.resolve("secret"), "secret");
        for (String link : List.of("../other/secret", "../other", outside.toString(), "/etc/hostname", "..", "/")) {
            Files.createSymbolicLink(bootstrap.resolve("link"), Path.of(link));
            refused("bootstrap/link is a symbolic link to a target outside the bootstrap directory");
            Files.delete(bootstrap.resolve("link"));
        }
    }

    @Test
    void aLinkToAFolderIsNotFollowed() throws Exception {
        Files.createDirectory(bootstrap.resolve("data"));
        Files.createSymbolicLink(bootstrap.resolve("same"), Path.of("data"));
        Files.createSymbolicLink(bootstrap.resolve("data/round"), Path.of(".."));
        refused("bootstrap/same is a symbolic link to a folder", "bootstrap/data/round is a symbolic link to a folder");
    }

    @Test
    void aLinkToAFileOfTheFolderIsCopiedAsThatFile() throws Exception {
        Files.createDirectory(bootstrap.resolve("data"));
        Files.createSymbolicLink(bootstrap.resolve("data/first.py"), Path.of("second.py"));
        Files.createSymbolicLink(bootstrap.resolve("data/second.py"), Path.of("../load.py"));
        copy();
        Path first = target.resolve("data/first.py");
        assertThat(Files.isRegularFile(first, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(first).hasContent(USERS);
    }

    @Test
    void aFolderThatIsALinkIsCopiedIfItLeadsIntoTheWorkspace() throws Exception {
        Files.move(bootstrap, folder.resolve("workspace/shared"));
        Files.createSymbolicLink(bootstrap, Path.of("shared"));
        copy();
        assertThat(target.resolve("load.py")).hasContent(USERS);
        Files.delete(bootstrap);
        Files.createSymbolicLink(bootstrap, Files.createDirectory(folder.resolve("elsewhere")));
        assertThatThrownBy(this::copy).hasMessageContaining("is not below the workspace");
    }

    @Test
    void aPipeIsReportedAndNotRead() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", bootstrap.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        refused("bootstrap/pipe is neither a file nor a folder");
    }

    @Test
    void theFirstBadLinksAreNamed() throws Exception {
        for (int i = 1; i <= 8; i++) {
            Files.createSymbolicLink(bootstrap.resolve("link" + i), Path.of("gone"));
        }
        refused("bootstrap/link1 is a broken symbolic link; bootstrap/link2 ", "; and 3 more: ");
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
    void aHostileNodeCannotWriteOutsideOfTheFolder() throws IOException {
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

    @Test
    void aHostileNodeCannotSendAFolderThatIsTooLarge() throws IOException {
        long large = 10_000_000_000L;
        for (List<Long> sizes : List.of(List.of(large), List.of(-1L), List.of(Long.MAX_VALUE, Long.MAX_VALUE))) {
            WorkspaceListing listing = WorkspaceListing.ofBootstrapDirectory("perf", bootstrap); // has no such limit
            sizes.forEach(size -> listing.files().add(new WorkspaceListing.Entry("users.csv", size, false)));

            assertThatThrownBy(() -> WorkspaceFiles.checkLocustfileFolder(listing))
                    .as("%s", sizes)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("The folder perf, which contains the locustfile, is too large");
        }
    }

    @Test
    void withoutABootstrapDirectoryTheFolderOfTheLocustfileIsCopiedWithTheScriptOfThePlugin() throws Exception {
        write("perf/locustfile.py", USERS);
        write("perf/common/users.py", USERS);
        write("perf/.gitignore", "*.log\n");
        write("perf/old.log", "");
        write("perf/venv/pyvenv.cfg", "");
        Files.createSymbolicLink(folder.resolve("workspace/perf/broken"), Path.of("nowhere"));
        write("other/large.csv", "");

        CopiedFiles copied = copy(null, "perf/locustfile.py");

        assertThat(copied).isEqualTo(new CopiedFiles("perf", null, "locustfile.py"));
        assertThat(copied.in(target).entries())
                .extracting(FolderSnapshot.Entry::path)
                .containsExactly(".gitignore", "bootstrap.sh", "common/users.py", "locustfile.py");
        assertThat(copied.in(target).name()).isEqualTo("the folder perf");
        assertThat(Files.isExecutable(target.resolve("bootstrap.sh"))).isTrue();
        assertThat(notes)
                .containsExactly(
                        "Files that an ignore file names are not sent to the machines: old.log.",
                        "Not everything can be sent to the machines: broken is a broken symbolic link.");
    }

    @Test
    void aScriptBesideTheLocustfileIsNotRunAsThatOfABootstrapDirectory() throws Exception {
        write("perf/locustfile.py", USERS);
        write("perf/bootstrap.sh", "rm -rf build");
        copy(null, "perf/locustfile.py");
        assertThat(target.resolve("bootstrap.sh")).content().startsWith("#!/usr/bin/env bash");
        assertThat(notes).singleElement().asString().startsWith("The bootstrap.sh beside the locustfile is not run");
    }

    @Test
    void aLocustfileInTheWorkspaceItselfIsCopiedWithTheWorkspace() throws Exception {
        write("locustfile.py", USERS);
        write("node_modules/x/index.js", "");
        CopiedFiles copied = copy(null, "locustfile.py");
        assertThat(copied.locustfileFolder()).isEqualTo(".");
        assertThat(copied.in(target).find("locustfile.py")).isPresent();
        assertThat(copied.in(target).find("node_modules/x/index.js")).isEmpty();
    }

    @Test
    void aLocustfileIsLookedUpBelowTheBootstrapDirectoryFirst() throws Exception {
        write("load.py", "other");
        write("bootstrap/requirements.txt", "locust");
        assertThat(copy(null, "load.py")).isEqualTo(new CopiedFiles(null, "bootstrap", "load.py"));
        assertThat(target.resolve("load.py")).hasContent(USERS);
        assertThat(copy(null, "bootstrap/load.py")).isEqualTo(new CopiedFiles(null, "bootstrap", "load.py"));
    }

    @Test
    void aLocustfileOutsideOfTheBootstrapDirectoryIsCopiedOverByIt() throws Exception {
        write("bootstrap/bootstrap.sh", "#!/bin/sh\n");
        write("bootstrap/shared.py", "bootstrap");
        write("perf/shared.py", "perf");
        write("perf/b.py", USERS);
        write("perf/deep/a.py", USERS);
        assertThat(copy(null, "perf/b.py,perf/deep/a.py"))
                .isEqualTo(new CopiedFiles("perf", "bootstrap", "b.py,deep/a.py"));
        assertThat(target.resolve("shared.py")).hasContent("bootstrap");
        assertThat(target.resolve("deep/a.py")).hasContent(USERS);
        assertThat(target.resolve("bootstrap.sh")).hasContent("#!/bin/sh\n");
    }

    @Test
    void aLocustfileThatTheBootstrapDirectoryWouldReplaceIsRefused() throws Exception {
        write("bootstrap/bootstrap.sh", "#!/bin/sh\n");
        write("bootstrap/perf.py", "of the bootstrap directory");
        write("perf/perf.py", USERS);
        refused(
                null,
                "perf/perf.py",
                "The locustfile perf/perf.py cannot be sent, because the bootstrap directory bootstrap");
        refused(null, "perf", "The locustfile perf/perf.py cannot be sent");
        write("bootstrap/perf.py", USERS);
        assertThat(copy(null, "perf/perf.py")).isEqualTo(new CopiedFiles("perf", "bootstrap", "perf.py"));
    }

    @Test
    void aDirectoryOfLocustfilesIsCopiedAndRunAsAWhole() throws Exception {
        write("perf/a.py", USERS);
        assertThat(copy(null, "perf/")).isEqualTo(new CopiedFiles("perf", null, "."));
    }

    @Test
    void aFolderThatIsNotABootstrapDirectoryIsNotTakenForTheWorkspaceItself() throws Exception {
        write("a.py", USERS);
        assertThat(copy(null, ".")).isEqualTo(new CopiedFiles(".", null, "."));
    }

    @Test
    void aLocustfileInAFolderThatIsALinkIsCopiedIfItStaysInTheWorkspace() throws Exception {
        write("src/perf/locustfile.py", USERS);
        Files.createSymbolicLink(folder.resolve("workspace/perf"), Path.of("src/perf"));
        assertThat(copy(null, "perf/locustfile.py")).isEqualTo(new CopiedFiles("perf", null, "locustfile.py"));
        assertThat(target.resolve("locustfile.py")).hasContent(USERS);
    }

    @Test
    void noLinkToALocustfileOrItsFolderLeadsOutOfTheWorkspace() throws Exception {
        Path outside = Files.createDirectories(folder.resolve("outside/secrets"));
        Files.writeString(outside.resolve("load.py"), "secret");
        Files.writeString(outside.resolve("requirements.txt"), "secret");
        Files.createSymbolicLink(folder.resolve("workspace/link"), outside.getParent());
        write("perf/a.py", USERS);
        Files.createSymbolicLink(folder.resolve("workspace/perf/load.py"), outside.resolve("load.py"));
        refused(null, "link/secrets", "The folder link/secrets is a symbolic link to a target outside the workspace");
        refused(
                null,
                "link/secrets/load.py",
                "The folder link/secrets is a symbolic link to a target outside the workspace");
        refused(
                null,
                "perf/load.py",
                "perf/load.py cannot be copied (load.py is a symbolic link to a target outside the folder)");
        Files.delete(bootstrap.resolve("load.py"));
        Files.delete(bootstrap);
        Files.createSymbolicLink(bootstrap, outside);
        refused(null, "load.py", "The folder bootstrap is a symbolic link to a target outside the workspace");
    }

    @Test
    void whatCannotBeALocustfileIsRefusedBeforeAnythingIsCopied() throws Exception {
        write("perf/a.txt", "");
        refused(null, "nowhere.py", "There is no locustfile nowhere.py in the workspace.");
        refused("bootstrap", "nowhere.py", "in the bootstrap directory bootstrap or the workspace. There are load.py.");
        refused(null, "../outside.py", "There is no locustfile ../outside.py in the workspace.");
        refused(null, "perf/a.txt", "The locustfile perf/a.txt is not a Python file");
        refused(null, null, "The workspace has no bootstrap directory");
        refused(null, "perf", "There is no locustfile in the directory perf: ");
    }

    @Test
    void aLocustfileThatLocustCannotRunIsRefusedBeforeAnythingIsCopied() throws Exception {
        assumeTrue(OnPath.has("python3"), "needs Python");
        write("perf/broken.py", "class Shopper(HttpUser)\n");
        write("perf/empty.py", "import locust\n");
        write("perf/newer.py", USERS + "lazy import json\n");
        refused(null, "perf/broken.py", "The locustfile broken.py has a syntax error in line 1: ");
        refused(null, "perf/empty.py", "The locustfile empty.py defines no User class");
        copy(null, "perf/newer.py");
        assertThat(notes)
                .singleElement()
                .asString()
                .contains("Locust can load it only if the Python of the machines is newer");
    }

    @Test
    void aWorkspaceThatIsTooLargeIsRefusedWithItsLargestEntries() throws Exception {
        write("locustfile.py", USERS);
        Files.createDirectories(folder.resolve("workspace/web"));
        for (int i = 0; i < 5_001; i++) {
            Files.createFile(folder.resolve("workspace/web/" + i));
        }
        refused(null, "locustfile.py", "The workspace, which contains the locustfile, is too large");
        refused(null, "locustfile.py", "Its largest entries are web/ (5,001 files with 0 bytes)");
    }

    private CopiedFiles copy(String bootstrapDirectory, String locustfile) throws IOException, InterruptedException {
        FilePath workspace = new FilePath(folder.resolve("workspace").toFile());
        return WorkspaceFiles.copy(workspace, bootstrapDirectory, locustfile, true, target, notes::add);
    }

    private void refused(String bootstrapDirectory, String locustfile, String sentence) {
        assertThatThrownBy(() -> copy(bootstrapDirectory, locustfile))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(sentence);
        assertThat(target).doesNotExist();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve("workspace").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
