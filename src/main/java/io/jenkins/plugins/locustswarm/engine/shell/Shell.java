package io.jenkins.plugins.locustswarm.engine.shell;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs commands and transfers files on one machine as its login user. Not safe for use by several threads at once.
 */
public interface Shell extends AutoCloseable {

    /**
     * Runs a script with bash and waits for its end.
     *
     * @throws ShellException if the machine cannot be reached or the script's deadline passes; sessions that the script
     *     started may continue
     */
    ShellResult run(Script script) throws InterruptedException;

    /**
     * Mirrors a folder to {@code remoteFolder} as one stream, without the files that are there already. Creates missing
     * parent folders.
     *
     * @throws ShellException if the machine cannot be reached, its disk is full, or the deadline passes
     */
    void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) throws InterruptedException;

    /**
     * Mirrors a folder, then runs a script; as one command where a command costs a round trip.
     *
     * @param deadline for the folder; the script's own deadline begins when the folder is complete
     * @return the result of the script
     * @throws ShellException as for each of the two
     */
    default ShellResult putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline, Script then)
            throws InterruptedException {
        putFolder(folder, remoteFolder, deadline);
        return run(then);
    }

    /**
     * Copies the requested files that exist in {@code remoteFolder} into {@code localFolder}, which must exist, each of
     * them up to its limit.
     *
     * @return the copied files, in the order of the requests
     * @throws ShellException if the machine cannot be reached, sends anything else, or the deadline passes
     * @throws java.io.UncheckedIOException if the local folder cannot be written
     */
    List<FetchedFile> getFiles(String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline)
            throws InterruptedException;

    @Override
    void close();
}
