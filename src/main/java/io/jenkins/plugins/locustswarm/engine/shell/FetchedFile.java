package io.jenkins.plugins.locustswarm.engine.shell;

import java.nio.file.Path;

/**
 * A file that was fetched from a machine, whole or in part.
 *
 * @param wanted what was asked for
 * @param copy the local copy; null when the file was longer than its limit and nothing of it was taken
 * @param size the file's size on the machine, in bytes
 */
public record FetchedFile(FileRequest wanted, Path copy, long size) {

    /** Whether the file was longer than its limit. */
    public boolean isCut() {
        return size > wanted.limit();
    }
}
