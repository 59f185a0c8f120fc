package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.schmizz.sshj.common.SecurityUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of every kind, made by OpenSSH's and OpenSSL's own tools, on a real SSH server. */
class SshKeyIT {

    private static final String PASSPHRASE = "correct horse \"battery\" $taple";

    @TempDir
    private Path folder;

    /** Makes a key pair in a folder. */
    private interface Maker {
        SshKeys.Pair in(Path folder) throws IOException;
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

    /** As OpenSSL before 3 wrote it, with a passphrase that is read from a file: whatever the locale, it is UTF-8. */
    private static Kind traditional(String name, String passphrase, String tool, String cipher, String... options) {
        return new Kind(name, passphrase, folder -> {
            SshKeys.Pair plain = SshKeys.make(folder, "plain", "", options);
            Path source = Files.writeString(folder.resolve("passphrase"), passphrase);
            Path file = folder.resolve("key");
            List<String> command = new ArrayList<>(
                    List.of("openssl", tool, cipher, "-in", plain.file().toString()));
            command.addAll(List.of("-out", file.toString(), "-passout", "file:" + source));
            if (tool.equals("rsa")) {
                command.add("-traditional");
            }
            SshKeys.run(command);
            return new SshKeys.Pair(file, plain.publicLine());
        });
    }

    static Stream<Kind> kindsThatWork() {
        return Stream.of(
                kind("OpenSSH ECDSA 256", "", "-t", "ecdsa"),
                kind("OpenSSH ECDSA 384", "", "-t", "ecdsa", "-b", "384"),
                kind("OpenSSH ECDSA 521", "", "-t", "ecdsa", "-b", "521"),
                kind("encrypted OpenSSH ECDSA", PASSPHRASE, "-t", "ecdsa"),
                kind("PEM ECDSA", "", "-t", "ecdsa", "-m", "PEM"),
                kind("encrypted PEM ECDSA, AES", PASSPHRASE, "-t", "ecdsa", "-m", "PEM"),
                kind("encrypted PEM RSA, AES", PASSPHRASE, "-t", "rsa", "-m", "PEM"),
                traditional("encrypted PEM RSA, 3DES", PASSPHRASE, "rsa", "-des3", "-t", "rsa", "-m", "PEM"),
                traditional("encrypted PEM ECDSA, 3DES", PASSPHRASE, "ec", "-des3", "-t", "ecdsa", "-m", "PEM"),
                traditional(
                        "encrypted PEM RSA, letters",
                        "Schl\u00fcssel \u20ac",
                        "rsa",
                        "-aes256",
                        "-t",
                        "rsa",
                        "-m",
                        "PEM"),
                pkcs8("PKCS8 ECDSA", "", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"),
                pkcs8("encrypted PKCS8 ECDSA", PASSPHRASE, "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"),
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
        logIn(kind);
    }

    /** As in Jenkins, where bouncycastle-api registers it. */
    @Test
    void anEcdsaKeyLogsInWhereBouncyCastleIsRegistered() throws Exception {
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
        try {
            logIn(kind("OpenSSH ECDSA", "", "-t", "ecdsa"));
        } finally {
            Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        }
    }

    @Test
    void sshjDoesNotRegisterBouncyCastle() {
        SshKey.read(SshKeys.make(folder, "ecdsa", "", "-t", "ecdsa").file(), null);
        assertThat(SecurityUtils.getSecurityProvider()).isNull();
        assertThat(Security.getProvider(BouncyCastleProvider.PROVIDER_NAME)).isNull();
    }

    private void logIn(Kind kind) throws Exception {
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

    @ParameterizedTest
    @ValueSource(strings = {"256", "384", "521"})
    void aHostWithOnlyAnEcdsaHostKeyIsTrusted(String bits) throws Exception {
        LoopbackMachine.assumePossible();
        SshKeys.Pair pair = SshKeys.ed25519(folder);
        SshKeys.Pair host = SshKeys.make(folder, "host", "", "-t", "ecdsa", "-b", bits);
        try (LoopbackMachine machine = LoopbackMachine.machine()
                .authorizedKey(pair.publicLine())
                .hostKey(host.privateText())
                .start()) {
            String fingerprint = SshKeys.fingerprint(host.publicLine());
            Path known = Files.writeString(
                    folder.resolve("known_hosts"), machine.address() + " " + host.publicLine() + "\n");
            for (HostTrust trust :
                    List.of(HostTrust.pinned(List.of(fingerprint)), HostTrust.knownHosts(known, List.of()))) {
                SshAccess access = SshAccess.of(machine.user(), SshKey.read(pair.file(), null), trust);
                try (SshShell shell = SshShell.connect("worker-1", machine.address(), machine.port(), access)) {
                    assertThat(shell.hostKey()).isEqualTo(fingerprint);
                }
            }
        }
    }

    @Test
    void aKeyThatCannotBeUsedIsNamedWithWhatToDo() {
        SshKeys.Pair pair = SshKeys.ed25519(folder);
        Path publicHalf = Path.of(pair.file() + ".pub");
        assertThatThrownBy(() -> SshKey.read(publicHalf, null))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is a public key");
        assertThatThrownBy(() -> SshKey.parse("PuTTY-User-Key-File-3: ssh-ed25519\n", null, "The key"))
                .hasMessageStartingWith("The key is in PuTTY's format. Convert it: puttygen");
        assertThatThrownBy(() -> SshKey.parse("not a key", null, "The key"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not a private key");
        String dsa = "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString("openssh-key-v1\0....ssh-dss".getBytes(UTF_8))
                + "\n-----END OPENSSH PRIVATE KEY-----\n";
        assertThatThrownBy(() -> SshKey.parse(dsa, null, "The key"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The key is of type ssh-dss, which cannot be used. Create one with ssh-keygen -t ed25519.");
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
        for (String[] options : new String[][] {{"-t", "ed25519"}, {"-t", "rsa"}, {"-t", "ecdsa", "-m", "PEM"}}) {
            SshKeys.Pair pair = SshKeys.make(folder, "secret-" + options[1], PASSPHRASE, options);
            assertThat(told(() -> SshKey.read(pair.file(), "wrong passphrase")))
                    .contains("cannot be decrypted: the passphrase is wrong.")
                    .doesNotContain("wrong passphrase");
            assertThat(told(() -> SshKey.read(pair.file(), null)))
                    .contains("is encrypted, and no passphrase was given.");
            String[] lines = pair.privateText().split("\n");
            String line = lines[lines.length - 3]; // a full one, behind the headers
            Path damaged = Files.writeString(
                    folder.resolve("damaged-" + options[1]), pair.privateText().replace(line, "%%%%" + line));
            assertThat(told(() -> SshKey.read(damaged, PASSPHRASE)))
                    .contains("is damaged, or of a type that cannot be used")
                    .doesNotContain(PASSPHRASE)
                    .doesNotContain(line.substring(0, 20));
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
