package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** sshj's own client, on a machine that disconnects at the wrong moment. */
class SshConnectionTest {

    @TempDir
    private Path folder;

    private SshConnection connection(SSHClient client) {
        SshKey key = SshKey.read(SshKeys.ed25519(folder).file(), null);
        return new SshConnection("worker-1", SshAccess.of("load", key, HostTrust.pinned(List.of())), client);
    }

    /** Is connected and disconnected before the login. */
    private static final class LostBeforeLogin extends SSHClient {
        @Override
        public void connect(String address, int port) {
            // the key exchange is over
        }
    }

    /** Is open for the first question, and no longer. */
    private static final class LostBeforeSession extends SSHClient {
        private boolean asked;

        @Override
        public boolean isConnected() {
            boolean first = !asked;
            asked = true;
            return first;
        }

        @Override
        public boolean isAuthenticated() {
            return true;
        }
    }

    @Test
    void aMachineThatDisconnectsBeforeTheLoginCannotBeReached() {
        try (SshConnection connection = connection(new LostBeforeLogin())) {
            assertThatThrownBy(() -> connection.connect("192.0.2.1", 22))
                    .isInstanceOf(ShellException.class)
                    .hasMessage("worker-1 cannot be reached by SSH: Not connected.");
        }
    }

    @Test
    void aMachineThatDisconnectsBeforeASessionIsAnErrorOfTheConnection() {
        try (SshConnection connection = connection(new LostBeforeSession())) {
            assertThatThrownBy(connection::startSession)
                    .isInstanceOf(IOException.class)
                    .hasMessage("it is closed");
        }
    }

    @Test
    void aCommandOnAMachineThatHasDisconnectedIsRepeated() {
        try (SshConnection connection = connection(new LostBeforeSession())) {
            FilesDownload download =
                    new FilesDownload(connection, "/home/load/run", List.of(), folder, Duration.ofMinutes(1));
            assertThatThrownBy(download::run)
                    .isInstanceOf(BrokenConnectionException.class)
                    .hasMessageStartingWith(
                            "The connection to worker-1 broke while files in /home/load/run were fetched: ");
        }
    }
}
