package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ed25519KeyTest {

    @TempDir
    private Path folder;

    @Test
    void opensshReadsTheKeyAndFindsTheSamePublicHalf() throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            Ed25519Key key = Ed25519Key.make();
            Path file = folder.resolve("key-" + i);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, key.privateText());
            Process openssh = new ProcessBuilder("ssh-keygen", "-y", "-f", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(openssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(openssh.waitFor()).as(said).isZero();
            assertThat(said.strip()).isEqualTo(key.publicLine("").strip());
            assertThat(key.fingerprint()).isEqualTo(SshKeys.fingerprint(key.publicLine("x")));
        }
    }

    @Test
    void aKeyReadFromItsTextIsTheSame() {
        Ed25519Key key = Ed25519Key.make();
        Ed25519Key again = Ed25519Key.read(key.privateText(), "here");
        assertThat(again.privateText()).isEqualTo(key.privateText());
        assertThat(again.fingerprint()).isEqualTo(key.fingerprint());
    }

    @Test
    void aKeyThatOpensshMadeIsReadToo() {
        SshKeys.Pair pair = SshKeys.ed25519(folder);
        assertThat(Ed25519Key.read(pair.privateText(), "here").publicLine("ed25519"))
                .isEqualTo(pair.publicLine());
    }

    @Test
    void noTwoKeysAreTheSame() {
        assertThat(Ed25519Key.make().privateText())
                .isNotEqualTo(Ed25519Key.make().privateText());
    }

    @Test
    void brokenTextIsNamedAndNotShown() {
        String text = Ed25519Key.make().privateText();
        for (String broken : new String[] {"", "secret", text.substring(0, 200), text.replace("b3Blbn", "AAAAAA")}) {
            assertThatThrownBy(() -> Ed25519Key.read(broken, "/home/ann/key"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("The private key in /home/ann/key cannot be read.")
                    .hasNoCause();
        }
    }

    @Test
    void aVaultReturnsItsKeysAndOnlyItsOwnerCanReadThem() throws IOException {
        FileKeyVault vault = new FileKeyVault(folder::resolve);
        assertThat(vault.load("load")).isEmpty();
        SwarmKeys keys = SwarmKeys.make();
        vault.save("load", SwarmKeys.make());
        vault.save("load", keys);
        SwarmKeys kept = vault.load("load").orElseThrow();
        assertThat(kept.client().privateText()).isEqualTo(keys.client().privateText());
        assertThat(kept.host().privateText()).isEqualTo(keys.host().privateText());
        for (String name : folder.resolve("load").toFile().list()) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("load").resolve(name))))
                    .isEqualTo("rw-------");
        }
        vault.delete("load");
        vault.delete("load");
        assertThat(folder.resolve("load")).isEmptyDirectory();
    }
}
