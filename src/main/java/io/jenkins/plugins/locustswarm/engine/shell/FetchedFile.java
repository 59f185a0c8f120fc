package io.jenkins.plugins.locustswarm.engine.shell;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.file.Path;

/**
 * A file fetched from a machine, completely or in part.
 *
 * @param wanted the request for the file
 * @param copy the local copy; absent if the file exceeds its limit and the request takes no part of such a file
 * @param size the file's size on the machine, in bytes
 */
public record FetchedFile(FileRequest wanted, @CheckForNull Path copy, long size) {

    /** Returns whether the file exceeds its limit. */
    public boolean isCut() {
        return size > wanted.limit();
    }
}
