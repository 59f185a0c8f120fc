package io.jenkins.plugins.locustswarm.steps.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceResultsTest {

    @TempDir
    private Path folder;

    private Path workspace;
    private Path results;

    @BeforeEach
    void makeFolders() throws IOException {
        workspace = folder.resolve("workspace");
        results = Files.createDirectory(folder.resolve("results"));
        for (String file : new String[] {"locust_stats.csv", "worker-1.log", "summary.json", "junit.xml"}) {
            Files.writeString(results.resolve(file), "new");
        }
    }

    /** A build whose agent connects after so many questions. */
    private record Build(Path folder, AtomicInteger questions) implements BuildContext {

        @Override
        public FilePath workspace() throws IOException {
            if (questions.getAndDecrement() > 0) {
                throw new IOException("the agent is not connected");
            }
            return new FilePath(folder.toFile());
        }

        @Override
        public Run<?, ?> run() {
            throw new UnsupportedOperationException();
        }

        @Override
        public TaskListener listener() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String branch() {
            return "";
        }

        @Override
        public EnvVars variables() {
            throw new UnsupportedOperationException();
        }
    }

    private void copy(String resultsDir) throws IOException, InterruptedException {
        new WorkspaceResults(new Build(workspace, new AtomicInteger()), resultsDir).copy(results);
    }

    @Test
    void allFilesAreCopiedToAFolderThatIsCreated() throws Exception {
        copy("load/deep");
        assertThat(workspace.resolve("load/deep").toFile().list())
                .containsExactlyInAnyOrder("locust_stats.csv", "worker-1.log", "summary.json", "junit.xml");
        assertThat(results.resolve("junit.xml")).exists();
    }

    @Test
    void filesOfAnEarlierRunAreReplacedAndOthersStay() throws Exception {
        Path load = Files.createDirectories(workspace.resolve("load"));
        Files.writeString(load.resolve("worker-2.log"), "old");
        Files.writeString(load.resolve("summary.json"), "old");
        Files.writeString(load.resolve("notes.txt"), "mine");
        copy("load");
        assertThat(load.resolve("worker-2.log")).doesNotExist();
        assertThat(load.resolve("summary.json")).hasContent("new");
        assertThat(load.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aLinkInTheFolderIsReplacedAndNotFollowed() throws Exception {
        Path load = Files.createDirectories(workspace.resolve("load"));
        Path outside = Files.writeString(folder.resolve("outside"), "not ours");
        Files.createSymbolicLink(load.resolve("summary.json"), outside);
        copy("load");
        assertThat(outside).hasContent("not ours");
        assertThat(Files.isRegularFile(load.resolve("summary.json"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void aFolderThatLeadsOutOfTheWorkspaceIsRefused() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("summary.json"), "not ours");
        Files.createDirectories(workspace.resolve("in"));
        Files.createSymbolicLink(workspace.resolve("load"), outside);
        Files.createSymbolicLink(workspace.resolve("alias"), workspace.resolve("in"));
        for (String resultsDir : new String[] {"load", "load/deep", "../outside"}) {
            assertThatThrownBy(() -> copy(resultsDir))
                    .isInstanceOf(IOException.class)
                    .message()
                    .contains("leads out of the workspace");
        }
        assertThat(outside.toFile().list()).containsExactly("summary.json");
        assertThat(outside.resolve("summary.json")).hasContent("not ours");
        copy("alias");
        assertThat(workspace.resolve("in/summary.json")).hasContent("new");
    }

    @Test
    void anAgentThatConnectsAgainGetsTheResults() throws Exception {
        new WorkspaceResults(new Build(workspace, new AtomicInteger(2)), "load").copy(results);
        assertThat(workspace.resolve("load/summary.json")).hasContent("new");
    }
}
