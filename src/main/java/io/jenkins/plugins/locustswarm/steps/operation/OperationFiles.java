package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.files.LocustfilePaths;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.workspace.CopiedFiles;
import io.jenkins.plugins.locustswarm.steps.workspace.WorkspaceFiles;
import java.io.IOException;
import java.nio.file.Path;

/** The files that the machines of an operation get, and the locustfile among them. */
final class OperationFiles {

    private final SwarmOperation operation;
    private final Path copy;

    /** @param copy folder on the controller for a copy of the files */
    OperationFiles(SwarmOperation operation, Path copy) {
        this.operation = operation;
        this.copy = copy;
    }

    /**
     * Copies the files from the workspace.
     *
     * @param hostGiven whether Locust may get a host from elsewhere than the locustfile
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if there are no such files, or they cannot be
     *     copied
     */
    void copy(@CheckForNull FilePath workspace, boolean hostGiven, Progress log)
            throws IOException, InterruptedException {
        MachineSettings machines = operation.machines().orElseThrow();
        operation.copied(WorkspaceFiles.copy(
                workspace, machines.bootstrapFolder(), machines.locustfile(), hostGiven, copy, log::phase));
    }

    /** Returns the copied files. */
    FolderSnapshot snapshot() {
        return operation.files().orElseThrow().in(copy);
    }

    /** Returns the path of the operation's locustfile below the files of the machines. */
    String locustfile(SwarmRecord swarm) {
        String given = operation.load().orElseThrow().file();
        return operation.files().map(CopiedFiles::locustfile).orElseGet(() -> onMachines(swarm, given));
    }

    /**
     * Returns the path of a locustfile on machines that another step brought up. If they got the folder of a locustfile, a
     * path from the workspace may begin with that folder.
     */
    private static String onMachines(SwarmRecord swarm, String file) {
        String folder = swarm.locustfileFolder();
        return folder == null ? file : LocustfilePaths.parse(file).within(folder);
    }
}
