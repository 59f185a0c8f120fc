package io.jenkins.plugins.locustswarm.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.Ed25519Key;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class SecretKeyVaultTest {

    @TempDir
    Path folder;

    @Test
    void keysAreReadBackAndAreEncryptedOnDisk(JenkinsRule jenkins) throws Exception {
        SecretKeyVault vault = new SecretKeyVault(folder);
        assertThat(vault.load("load")).isEmpty();
        SwarmKeys keys = new SwarmKeys(Ed25519Key.make(), Ed25519Key.make());

        vault.save("load", keys);

        SwarmKeys read = new SecretKeyVault(folder).load("load").orElseThrow();
        assertThat(read.client().privateText()).isEqualTo(keys.client().privateText());
        assertThat(read.host().privateText()).isEqualTo(keys.host().privateText());
        for (String file : folder.toFile().list()) {
            assertThat(Files.readString(folder.resolve(file))).startsWith("{").doesNotContain("PRIVATE");
        }

        vault.delete("load");
        assertThat(folder).isEmptyDirectory();
        vault.delete("load");
    }

    @Test
    void aFileThatIsNotAKeyIsNamed(JenkinsRule jenkins) throws Exception {
        Files.writeString(folder.resolve("client-key"), "-----BEGIN OPENSSH PRIVATE KEY-----");

        assertThatThrownBy(() -> new SecretKeyVault(folder).load("load"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("client-key");
    }
}
