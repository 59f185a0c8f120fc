package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of every kind, made by OpenSSH's and OpenSSL's own tools, on a real SSH server. */
class SshKeyIT {

    private static final String PASSPHRASE = "correct horse \"battery\" $taple";

    @TempDir
    private Path folder;

    /** Makes a key pair in a folder. */
    private interface Maker {
        SshKeys.Pair in(Path folder);
    }

    private record Kind(String name, String passphrase, Maker maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Kind kind(String name, String passphrase, String... options) {
        return new Kind(name, passphrase, folder -> SshKeys.make(folder, "key", passphrase, options));
    }

    private static Kind pkcs8(String name, String passphrase, String... options) {
        return new Kind(name, passphrase, folder -> SshKeys.pkcs8(folder, "key", passphrase, options));
    }

    static Stream<Kind> kindsThatWork() {
        return Stream.of(
                kind("OpenSSH ed25519", "", "-t", "ed25519"),
                kind("OpenSSH RSA", "", "-t", "rsa"),
                kind("PEM RSA", "", "-t", "rsa", "-m", "PEM"),
                kind("encrypted OpenSSH ed25519", PASSPHRASE, "-t", "ed25519"),
                kind("encrypted OpenSSH RSA", PASSPHRASE, "-t", "rsa"),
                pkcs8("PKCS8 RSA", "", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
                pkcs8("encrypted PKCS8 RSA", PASSPHRASE, "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"));
    }

    @ParameterizedTest
    @MethodSource("kindsThatWork")
    void aKeyOfThisKindLogsIn(Kind kind) throws Exception {
        LoopbackMachine.assumePossible();
        SshKeys.Pair pair = kind.maker.in(folder);
        SshKey key = SshKey.read(pair.file(), kind.passphrase);
        try (LoopbackMachine machine = LoopbackMachine.machine()
                        .authorizedKey(pair.publicLine())
                        .start();
                SshShell shell = SshShell.connect(
                        "worker-1",
                        machine.address(),
                        machine.port(),
                        SshAccess.of(machine.user(), key, HostTrust.pinned(List.of(machine.fingerprint()))))) {
            assertThat(shell.run(Script.of("id -un")).out()).isEqualTo("load\n");
        }
    }

    @Test
    void aKeyThatWasPastedWithWindowsLineEndsAndWithoutALastOneIsRead() {
        String text = SshKeys.ed25519(folder).privateText().strip().replace("\n", "\r\n");
        assertThat(SshKey.parse(text, null, "The credentials x")).hasToString("The credentials x");
    }

    @Test
    void aKeyThatCannotBeUsedIsNamedWithWhatToDo() {
        Path ec = SshKeys.make(folder, "ec", "", "-t", "ecdsa", "-m", "PEM").file();
        assertThatThrownBy(() -> SshKey.read(ec, null))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The SSH key file " + ec + " is of the kind EC, which cannot be used. Make one with"
                        + " ssh-keygen -t ed25519.");
        Path ecdsa = SshKeys.make(folder, "ecdsa", "", "-t", "ecdsa").file();
        assertThatThrownBy(() -> SshKey.read(ecdsa, null))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The SSH key file " + ecdsa + " is of the kind ecdsa-sha2-nistp, which cannot be used."
                        + " Make one with ssh-keygen -t ed25519.");
        Path old = SshKeys.make(folder, "old", PASSPHRASE, "-t", "rsa", "-m", "PEM")
                .file();
        assertThatThrownBy(() -> SshKey.read(old, PASSPHRASE))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is encrypted in the old PEM format, a kind that cannot be used.");
        Path publicHalf = Path.of(ec + ".pub");
        assertThatThrownBy(() -> SshKey.read(publicHalf, null))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is the public half of a key");
        assertThatThrownBy(() -> SshKey.parse("PuTTY-User-Key-File-3: ssh-ed25519\n", null, "The key"))
                .hasMessageStartingWith("The key is in PuTTY's format. Convert it: puttygen");
        assertThatThrownBy(() -> SshKey.parse("not a key", null, "The key"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not a private key");
    }

    @Test
    void theConversionThatTheErrorNamesHelps() {
        SshKeys.Pair old = SshKeys.make(folder, "old", PASSPHRASE, "-t", "rsa", "-m", "PEM");
        SshKeys.run(List.of("ssh-keygen", "-q", "-p", "-f", old.file().toString(), "-P", PASSPHRASE, "-N", PASSPHRASE));
        assertThat(SshKey.read(old.file(), PASSPHRASE)).isNotNull();
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> SshKey.read(missing, null))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The SSH key file " + missing + " cannot be read: there is no such file.");
    }

    @Test
    void neitherPassphraseNorKeyIsInAnyMessage() throws Exception {
        for (String[] options : new String[][] {{"-t", "ed25519"}, {"-t", "rsa"}}) {
            SshKeys.Pair pair = SshKeys.make(folder, "secret-" + options[1], PASSPHRASE, options);
            assertThat(told(() -> SshKey.read(pair.file(), "wrong passphrase")))
                    .contains("cannot be decrypted: the passphrase is wrong.")
                    .doesNotContain("wrong passphrase");
            assertThat(told(() -> SshKey.read(pair.file(), null)))
                    .contains("is encrypted, and no passphrase was given.");
            String[] lines = pair.privateText().split("\n");
            Path damaged = Files.writeString(
                    folder.resolve("damaged-" + options[1]), pair.privateText().replace(lines[2], "%%%%" + lines[2]));
            assertThat(told(() -> SshKey.read(damaged, PASSPHRASE)))
                    .contains("is damaged, or of a kind that cannot be used")
                    .doesNotContain(PASSPHRASE)
                    .doesNotContain(lines[2].substring(0, 20));
        }
    }

    private static String told(Runnable work) {
        StringWriter all = new StringWriter();
        try {
            work.run();
        } catch (BadInputException e) {
            e.printStackTrace(new PrintWriter(all, true));
        }
        return all.toString();
    }
}
