package io.jenkins.plugins.locustswarm.engine.files;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Locale;

/**
 * The folder as the user knows it.
 *
 * @param locustfileFolder path of the locustfile's folder, {@code .} for the workspace of a build; absent for a bootstrap directory
 * @param bootstrapDirectory path of the bootstrap directory; absent if only the locustfile's folder is sent
 * @param recordedFolder path of the locustfile's folder that means the same to a later command: below the workspace of a
 *     build, else absolute
 */
record FolderLabel(
        @CheckForNull String locustfileFolder,
        @CheckForNull String bootstrapDirectory,
        @CheckForNull String recordedFolder) {

    @Override
    public String toString() {
        String bootstrap = "the bootstrap directory " + bootstrapDirectory;
        if (locustfileFolder == null) {
            return bootstrap;
        }
        String folder = locustfileFolder.equals(".") ? "the workspace" : "the folder " + locustfileFolder;
        return folder + (bootstrapDirectory == null ? "" : " and " + bootstrap);
    }

    /** Returns the label as the beginning of a sentence. */
    String atStart() {
        String text = toString();
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
