package io.jenkins.plugins.locustswarm.steps.operation;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.locustswarm.engine.run.EarlierRun;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import jenkins.MasterToSlaveFileCallable;

/** Copies the results of a run to a folder of the workspace, on whichever node. */
final class WorkspaceResults {

    /** How long an agent has to connect again after a restart of the controller. */
    private static final Duration RECONNECTION = Duration.ofMinutes(1);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final BuildContext build;
    private final String folder;

    /** @param folder the path below the workspace */
    WorkspaceResults(BuildContext build, String folder) {
        this.build = build;
        this.folder = folder;
    }

    /**
     * Copies all files. Creates the folder if it is missing, and deletes the files of an earlier run in it.
     *
     * @param results the folder with the results, on the controller
     * @throws IOException if there is no workspace, the folder is not in it, or it cannot be written
     */
    void copy(Path results) throws IOException, InterruptedException {
        FilePath workspace = workspace();
        workspace.act(new Preparation(folder));
        new FilePath(results.toFile()).copyRecursiveTo("*", workspace.child(folder));
    }

    private FilePath workspace() throws IOException, InterruptedException {
        Deadline deadline = Deadline.in(RECONNECTION);
        while (true) {
            try {
                FilePath workspace = build.workspace();
                if (workspace == null) {
                    throw new IOException("there is no workspace");
                }
                return workspace;
            } catch (IOException e) { // also while the node is not connected
                if (deadline.passed()) {
                    throw e;
                }
            }
            deadline.pause(BETWEEN_TRIES);
        }
    }

    /** Makes the folder ready on the node. A link in the workspace must not lead the results to another place. */
    private static final class Preparation extends MasterToSlaveFileCallable<Void> {

        private static final long serialVersionUID = 1L;

        private final String folder;

        Preparation(String folder) {
            this.folder = folder;
        }

        @Override
        public Void invoke(File workspace, VirtualChannel channel) throws IOException {
            Path root = Files.createDirectories(workspace.toPath()).toRealPath();
            Path found = root;
            for (Path part : Path.of(folder)) {
                found = found.resolve(part);
                if (!Files.exists(found, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(found);
                }
                found = found.toRealPath();
                if (!found.startsWith(root)) {
                    throw new IOException("it leads out of the workspace");
                }
            }
            EarlierRun.delete(found);
            return null;
        }
    }
}
