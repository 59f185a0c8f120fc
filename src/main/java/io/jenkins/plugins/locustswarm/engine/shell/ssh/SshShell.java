package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/**
 * A machine that is reached by SSH, over one connection for all that is done on it. Once it broke, every call fails:
 * connect again. Scripts and values go over standard input, never as arguments.
 */
public final class SshShell implements Shell {

    private final SshConnection connection;

    private SshShell(SshConnection connection) {
        this.connection = connection;
    }

    /**
     * Connects and logs in.
     *
     * @param machine the name to use in messages, for example {@code worker-1}; the address is added to it
     * @throws UntrustedHostException when the machine's host key is not believed
     * @throws LoginRefusedException when the machine accepts the user or the key not (yet)
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException when it cannot be reached, or does not answer in time
     */
    public static SshShell connect(String machine, String address, int port, SshAccess access)
            throws InterruptedException {
        return new SshShell(SshConnection.open(machine, address, port, access));
    }

    /**
     * Does now what the first connection of a process has to do once: find out which algorithms there are, and have the
     * JDK compile them.
     *
     * @throws GeneralSecurityException when the JDK lacks one that OpenSSH prefers; it may do without
     */
    public static void prepare() throws GeneralSecurityException {
        SshAlgorithms.CONFIG.getCipherFactories();
        KeyExchangeWarmup.hold();
    }

    /** Fingerprint of the host key that the machine showed and that is believed: {@code SHA256:...}. */
    public String hostKey() {
        return connection.hostKey();
    }

    /** Whether it can be used, as far as is known without asking the machine. */
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public ShellResult run(Script script) throws InterruptedException {
        try (RemoteCommand command =
                new RemoteCommand(connection, script.render(), script.deadline(), script.onLine())) {
            command.in().close();
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
