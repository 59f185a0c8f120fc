package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/**
 * A shell on a machine over a single SSH connection. Once the connection is broken every call fails, and a new shell is
 * needed. Scripts and values are passed on standard input, never as arguments.
 */
public final class SshShell implements Shell {

    private final SshConnection connection;

    private SshShell(SshConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects and logs in.
     *
     * @param machine the machine's name in messages, for example {@code worker-1}; they add the address if it is
     *     another text
     * @throws UntrustedHostException if the machine's host key is not trusted
     * @throws LoginRefusedException if the machine does not accept the user or the key, or not yet
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException if it cannot be reached, or does not answer in time
     */
    public static SshShell connect(String machine, String address, int port, SshAccess access)
            throws InterruptedException {
        return new SshShell(SshConnection.open(machine, address, port, access));
    }

    /**
     * Does the work that the first connection of a process would do: finds the available algorithms, and has the JDK
     * compile them.
     *
     * @throws GeneralSecurityException if the JDK lacks an algorithm that OpenSSH prefers; connections may work without
     */
    public static void prepare() throws GeneralSecurityException {
        SshAlgorithms.CONFIG.getCipherFactories();
        KeyExchangeWarmup.run();
    }

    /** Returns the fingerprint of the machine's host key, {@code SHA256:...}. */
    public String hostKey() {
        return connection.hostKey();
    }

    /** Returns whether the connection is open, as far as is known without asking the machine. */
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public ShellResult run(Script script) throws InterruptedException {
        try (RemoteCommand command =
                new RemoteCommand(connection, script.render(), script.deadline(), script.onLine())) {
            command.endInput();
            return command.end(script);
        } catch (IOException e) {
            throw connection.broken("a command ran", e);
        }
    }

    @Override
    public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) throws InterruptedException {
        new FolderUpload(connection, folder, remoteFolder, deadline).run();
    }

    @Override
    public ShellResult putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline, Script then)
            throws InterruptedException {
        return new FolderUpload(connection, folder, remoteFolder, deadline).runBefore(then);
    }

    @Override
    public List<FetchedFile> getFiles(
            String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline)
            throws InterruptedException {
        return new FilesDownload(connection, remoteFolder, wanted, localFolder, deadline).run();
    }

    @Override
    public void close() {
        connection.close();
    }
}
