package io.jenkins.plugins.locustswarm.engine.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left out of the folder of a locustfile because of an ignore file. */
class IgnoreFilesTest {

    @TempDir
    Path repository;

    @Test
    void gitAndTheSwarmIgnoreTheSameFiles() throws IOException, InterruptedException {
        write(".gitignore", "*.log\n/build/\n!keep.log\ndata/*.csv\n!data/users.csv\n\\#odd\nvendor\na/**/z\n[Tt]mp\n");
        write("sub/.gitignore", "\ufeff*.txt\n!*.log\n");
        for (String file : List.of(
                "locustfile.py",
                "a.log",
                "keep.log",
                "build/x.py",
                "sub/build/x.py",
                "data/other.csv",
                "data/users.csv",
                "data/deep/other.csv",
                "#odd",
                "vendor/x.py",
                "sub/vendor/x.py",
                "a/z",
                "a/b/c/z",
                "Tmp/x",
                "sub/notes.txt",
                "sub/a.log",
                "Ünïcode ☃.py")) {
            write(file, "");
        }
        new LocalShell("fixture").run(Script.of("git init -q \"$1\"").arguments(repository.toString()));
        List<String> ofGit = new LocalShell("fixture")
                .run(Script.of("cd \"$1\" && git -c core.quotePath=false ls-files -o --exclude-standard")
                        .arguments(repository.toString()))
                .out()
                .lines()
                .toList();

        assertThat(ofGit).contains("locustfile.py", "keep.log", "sub/a.log", "data/users.csv");
        assertThat(sent(repository)).containsExactlyInAnyOrderElementsOf(ofGit);
    }

    @Test
    void theRulesOfTheRepositoryAboveTheFolderApply() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        write(".gitignore", "*.csv\n/perf/private/\n");
        write("perf/locustfile.py", "");
        write("perf/users.csv", "");
        write("perf/private/key", "");
        assertThat(sent(repository.resolve("perf"))).containsExactly("locustfile.py");
    }

    @Test
    void aFolderThatTheRepositoryIgnoresIsSentByItsOwnRules() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        write(".gitignore", "/perf/\n*.csv\n");
        write("perf/locustfile.py", "");
        write("perf/users.csv", "");
        write("perf/notes.txt", "");
        write("perf/.gitignore", "*.txt\n");
        assertThat(sent(repository.resolve("perf"))).containsExactly(".gitignore", "locustfile.py", "users.csv");
    }

    @Test
    void theSwarmsOwnIgnoreFileHasPriority() throws IOException {
        write(".gitignore", "*.csv\n");
        write(".locustswarmignore", "!users.csv\n*.md\n");
        write("locustfile.py", "");
        write("users.csv", "");
        write("other.csv", "");
        write("README.md", "");
        assertThat(sent(repository)).containsExactly(".gitignore", ".locustswarmignore", "locustfile.py", "users.csv");
    }

    @Test
    void aBootstrapDirectoryIsSentWithoutWhatItsOwnIgnoreFileNamesAndWithWhatGitIgnores() throws IOException {
        write(".gitignore", "*.csv\n");
        write(".locustswarmignore", "*.md\n");
        write("users.csv", "");
        write("README.md", "");
        assertThat(FolderSnapshot.of(repository).entries())
                .extracting(FolderSnapshot.Entry::path)
                .containsExactly(".gitignore", ".locustswarmignore", "users.csv");
    }

    @Test
    void whatAnIgnoreFileLeavesOutIsNamed() throws IOException {
        write(".gitignore", "*.csv\nold/\n");
        write("a.csv", "");
        write("old/locustfile.py", "");
        assertThat(snapshot(repository).ignored()).containsExactly("a.csv", "old/");
    }

    @Test
    void theLocustfileIsSentEvenIfItIsIgnored() throws IOException {
        write(".gitignore", "/load/\n*.py\n");
        Path locustfile = write("load/locustfile.py", "");
        FolderRules rules = FolderRules.ofLocustfileFolder(repository, List.of(), List.of(locustfile));
        assertThat(FolderSnapshot.ofLocustfileFolder(repository, "perf", rules).find("load/locustfile.py"))
                .isPresent();
    }

    private List<String> sent(Path folder) {
        return snapshot(folder).entries().stream()
                .map(FolderSnapshot.Entry::path)
                .toList();
    }

    private static FolderSnapshot snapshot(Path folder) {
        return FolderSnapshot.ofLocustfileFolder(
                folder, "perf", FolderRules.ofLocustfileFolder(folder, List.of(), List.of()));
    }

    private Path write(String path, String text) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
