package io.jenkins.plugins.locustswarm.steps.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The bootstrap directory comes from another computer. */
@WithJenkins
class WorkspaceOnAgentTest {

    @TempDir
    private Path folder;

    @Test
    void theBootstrapDirectoryOfAnAgentIsCopiedWithoutLinks(JenkinsRule jenkins) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FilePath workspace = agent.getWorkspaceRoot().child("job");
        FilePath bootstrap = workspace.child("bootstrap");
        bootstrap.child("data/users.csv").write("ann\n".repeat(100_000), "UTF-8");
        bootstrap.child("bootstrap.sh").write("#!/bin/sh\n", "UTF-8");
        bootstrap.child("bootstrap.sh").chmod(0755);
        bootstrap.child("same.csv").symlinkTo("data/users.csv", TaskListener.NULL);
        Path target = folder.resolve("bootstrap");

        WorkspaceFiles.copy(workspace, "bootstrap", null, true, target, note -> {});

        assertThat(Files.size(target.resolve("data/users.csv"))).isEqualTo(400_000);
        assertThat(target.resolve("same.csv")).hasSameBinaryContentAs(target.resolve("data/users.csv"));
        assertThat(Files.isSymbolicLink(target.resolve("same.csv"))).isFalse();
        assertThat(Files.isExecutable(target.resolve("bootstrap.sh"))).isTrue();

        bootstrap.child("link").symlinkTo(folder + "/comes/later", TaskListener.NULL);
        assertThatThrownBy(() -> WorkspaceFiles.copy(workspace, "bootstrap", null, true, target, note -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("bootstrap/link is a broken symbolic link");
    }

    @Test
    void theFolderOfALocustfileOnAnAgentArrivesWithoutWhatItsIgnoreFilesName(JenkinsRule jenkins) throws Exception {
        FilePath workspace = jenkins.createOnlineSlave().getWorkspaceRoot().child("job");
        workspace
                .child("perf/locustfile.py")
                .write("from locust import HttpUser\nclass Shopper(HttpUser):\n    pass\n", "UTF-8");
        workspace.child("perf/users.csv").write("ann\n", "UTF-8");
        workspace.child("perf/old/result.log").write("", "UTF-8");
        workspace.child(".git/config").write("", "UTF-8");
        workspace.child(".gitignore").write("*.log\n", "UTF-8");
        Path target = folder.resolve("files");

        CopiedFiles copied = WorkspaceFiles.copy(workspace, null, "perf/locustfile.py", true, target, note -> {});

        assertThat(copied.in(target).entries())
                .extracting(FolderSnapshot.Entry::path)
                .containsExactly("bootstrap.sh", "locustfile.py", "users.csv");
        assertThatThrownBy(() -> WorkspaceFiles.copy(workspace, null, "perf/nowhere.py", true, target, note -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There is no locustfile perf/nowhere.py in the workspace");
    }
}
