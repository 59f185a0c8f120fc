package io.jenkins.plugins.locustswarm.engine.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One machine's command line and files, as its login user. Safe for use by one thread at a time.
 */
public interface Shell extends AutoCloseable {

    /**
     * Runs a script with bash and waits for its end.
     *
     * @throws ShellException when the machine cannot be reached or the script's deadline passed; what the script
     *     started in its own session may go on
     */
    ShellResult run(Script script) throws InterruptedException;

    /**
     * Makes {@code remoteFolder} hold just what the folder holds: as one stream, and without the files that are there
     * already. Missing parents are made.
     *
     * @throws ShellException when the machine cannot be reached, its disk is full, or the deadline passed
     */
    void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) throws InterruptedException;

    /**
     * The same, and then runs a script; where a command is dear, both are one.
     *
     * @param deadline for the folder; the script's own deadline begins when the folder is there
     * @return what came of the script
     * @throws ShellException as for each of the two
     */
    default ShellResult putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline, Script then)
            throws InterruptedException {
        putFolder(folder, remoteFolder, deadline);
        return run(then);
    }

    /**
     * Copies the wanted files that exist in {@code remoteFolder} into {@code localFolder}, which must exist, and of each
     * no more than its limit.
     *
     * @return what came, in the order of the wanted files
     * @throws ShellException when the machine cannot be reached, sends something else, or the deadline passed
     * @throws java.io.UncheckedIOException when the local folder cannot be written
     */
    List<FetchedFile> getFiles(String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline)
            throws InterruptedException;

    @Override
    void close();
}
