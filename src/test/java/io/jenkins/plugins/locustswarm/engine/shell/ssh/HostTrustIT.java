package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Host keys of a real SSH server: trusted if pinned or known, and never otherwise. */
class HostTrustIT extends SshTest {

    private static final String ANOTHER = "SHA256:" + "A".repeat(43);

    @Test
    void aPinnedKeyIsTrusted() throws Exception {
        assertThat(shell.hostKey()).isEqualTo(machine.fingerprint());
        connect(access(HostTrust.pinned(List.of(machine.address() + "=" + machine.fingerprint()))))
                .close();
    }

    @Test
    void anotherKeyThanThePinnedOneIsRefusedAndNamed() {
        assertThatThrownBy(() -> connect(access(HostTrust.pinned(List.of(ANOTHER)))))
                .isInstanceOf(UntrustedHostException.class)
                .hasMessageStartingWith("worker-1 (" + machine.address() + ") presented the host key "
                        + machine.fingerprint() + ", which is not the one in the pinned fingerprints.");
        assertThatThrownBy(
                        () -> connect(access(HostTrust.pinned(List.of("other.example.com=" + machine.fingerprint())))))
                .isInstanceOf(UntrustedHostException.class)
                .hasMessageContaining("and there is no entry for this host in the pinned fingerprints.");
        assertThat(machine.exec("grep -c Accepted /run/sshd-config/log").out()).isEqualTo("1\n");
    }

    @Test
    void aHostInKnownHostsIsTrustedByNameOrHashedName() throws Exception {
        Path file =
                Files.writeString(folder.resolve("known_hosts"), machine.address() + " " + machine.hostKey() + "\n");
        connect(access(HostTrust.knownHosts(file, List.of()))).close();
        SshKeys.run(List.of("ssh-keygen", "-q", "-H", "-f", file.toString()));
        assertThat(file).content().doesNotContain(machine.address());
        connect(access(HostTrust.knownHosts(file, List.of()))).close();
    }

    @Test
    void aHostThatIsNotInKnownHostsIsRefusedWithItsFingerprint() throws Exception {
        Path file = Files.writeString(folder.resolve("known_hosts"), "a.example.com " + machine.hostKey() + "\n");
        assertThatThrownBy(() -> connect(access(HostTrust.knownHosts(file, List.of()))))
                .isInstanceOf(UntrustedHostException.class)
                .hasMessageStartingWith("worker-1 (" + machine.address() + ") presented the host key "
                        + machine.fingerprint() + ", and there is no entry for this host in " + file + ".");
        connect(access(HostTrust.knownHosts(file, List.of(machine.fingerprint()))))
                .close();
    }

    @Test
    void aHostWhoseKeyChangedIsRefused() throws Exception {
        Path file = known(SshKeys.make(folder, "another", "", "-t", "ed25519").publicLine());
        assertThatThrownBy(() -> connect(access(HostTrust.knownHosts(file, List.of()))))
                .isInstanceOf(UntrustedHostException.class)
                .hasMessageContaining("which is not the one in " + file + ". Either the machine was reinstalled, or");
    }

    @Test
    void aRevokedKeyIsRefusedAlthoughItIsKnown() throws Exception {
        Path file = Files.writeString(
                folder.resolve("known_hosts"),
                machine.address() + " " + machine.hostKey() + "\n@revoked * " + machine.hostKey() + "\n");
        assertThatThrownBy(() -> connect(access(HostTrust.knownHosts(file, List.of()))))
                .isInstanceOf(UntrustedHostException.class);
    }

    @Test
    void aHostWithOnlyItsRsaKeyInKnownHostsPresentsThatOne() throws Exception {
        SshKeys.Pair rsa = SshKeys.make(folder, "rsa", "", "-t", "rsa");
        machine.exec("cat > /run/sshd-config/rsa <<'END'\n" + rsa.privateText() + "END\nchmod 600 /run/sshd-config/rsa"
                + "\necho HostKey /run/sshd-config/rsa >> /run/sshd-config/sshd_config"
                + "\nkill -HUP $(cat /run/sshd-config/pid)"
                // the old one may go on listening for a moment, and resets who comes then
                + "\nfor turn in {1..200}; do"
                + " ssh-keyscan -t rsa -p " + machine.port() + " " + machine.address()
                + " 2>/dev/null | grep -q rsa && break;"
                + " sleep 0.1; done");
        Path file = known(rsa.publicLine());
        String expected = SshKeys.fingerprint(rsa.publicLine());
        try (SshShell other = connect(access(HostTrust.knownHosts(file, List.of())))) {
            assertThat(other.hostKey()).isEqualTo(expected);
        }
    }

    @Test
    void anEntryWithAnEcdsaKeyDoesNotDisturbTheOthers() throws Exception {
        String ecdsa = SshKeys.make(folder, "ecdsa", "", "-t", "ecdsa").publicLine();
        Path file = Files.writeString(
                folder.resolve("known_hosts"),
                machine.address() + " " + ecdsa + "\n# a comment\n\nrubbish\n" + machine.address() + " "
                        + machine.hostKey() + "\n");
        connect(access(HostTrust.knownHosts(file, List.of()))).close();
    }

    @Test
    void invalidFingerprintsAndMissingFilesAreRefused() {
        assertThatThrownBy(() -> HostTrust.pinned(List.of("MD5:d3:5e:40:72")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"MD5:d3:5e:40:72\" is not SHA256:...");
        assertThatThrownBy(() -> HostTrust.knownHosts(folder.resolve("missing"), List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("missing cannot be read");
    }

    private Path known(String publicLine) throws IOException {
        return Files.writeString(folder.resolve("known_hosts"), machine.address() + " " + publicLine + "\n");
    }
}
