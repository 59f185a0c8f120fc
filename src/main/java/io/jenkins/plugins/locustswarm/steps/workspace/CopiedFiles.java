package io.jenkins.plugins.locustswarm.steps.workspace;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * The files of machines after they were copied to the controller. Pipeline stores it with the step, for a restart.
 *
 * @param locustfileFolder path of the locustfile's folder below the workspace, if its files were copied
 * @param bootstrapDirectory path of the bootstrap directory below the workspace, if its files were copied
 * @param locustfile path of the locustfile below the copied files; several are separated by commas; absent if machines are
 *     brought up without one
 */
public record CopiedFiles(
        @CheckForNull String locustfileFolder,
        @CheckForNull String bootstrapDirectory,
        @CheckForNull String locustfile) implements Serializable {

    /** Returns the files in the folder that they were copied to. */
    public FolderSnapshot in(Path copy) {
        return FolderSnapshot.withoutLinks(copy).labelled(locustfileFolder, bootstrapDirectory);
    }
}
