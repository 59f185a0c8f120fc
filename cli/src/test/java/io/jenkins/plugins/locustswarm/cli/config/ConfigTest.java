package io.jenkins.plugins.locustswarm.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    @TempDir
    private Path folder;

    private Config config(String content) throws IOException {
        return Config.read(Files.writeString(folder.resolve("locust-swarm.cfg"), content));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String content) {
        return assertThatThrownBy(() -> config(content)).isInstanceOf(BadInputException.class);
    }

    @Test
    void aFileOfTheOriginalToolIsReadUnchanged() throws IOException {
        Config config = config("""
                [aws]
                access_key_id=AKIAEXAMPLE
                secret_access_key=aB/c+d%e#f;g
                aws_region=us-east-1
                ami_id=ami-ad3660c4
                ami_instance_type=m1.small
                aws_key_name=swarm

                [fabric]
                user=ubuntu
                key_filename=/home/me/swarm.pem
                """);
        assertThat(config.provider()).isEqualTo(ProviderName.EC2);
        assertThat(config.text(ConfigKey.AWS_SECRET_ACCESS_KEY)).contains("aB/c+d%e#f;g");
        assertThat(config.text(ConfigKey.AWS_INSTANCE_TYPE)).contains("m1.small");
        assertThat(config.text(ConfigKey.FABRIC_USER)).contains("ubuntu");
        assertThat(config.path(ConfigKey.FABRIC_KEY_FILENAME)).contains(Path.of("/home/me/swarm.pem"));
    }

    @Test
    void withoutAFileTheSwarmIsLocal() {
        assertThat(Config.none().provider()).isEqualTo(ProviderName.LOCAL);
        assertThat(Config.none().folder()).isEmpty();
    }

    @Test
    void aFileWithoutAwsSettingsMeansALocalSwarm() throws IOException {
        assertThat(config("").provider()).isEqualTo(ProviderName.LOCAL);
        assertThat(config("[aws]\naccess_key_id=\n").provider()).isEqualTo(ProviderName.LOCAL);
    }

    @Test
    void theNamedProviderIsUsed() throws IOException {
        assertThat(config("[swarm]\nprovider = hosts\n[aws]\nami_id = ami-1\n").provider())
                .isEqualTo(ProviderName.HOSTS);
        Config other = config("[swarm]\nprovider = gcp\n");
        assertThatThrownBy(other::provider).hasMessageContaining("[swarm] provider is not one of local, hosts and ec2");
    }

    @Test
    void commentsAreIgnoredAndPercentSignsAreLiteral() throws IOException {
        Config config = config("""
                # a comment
                ; another
                [swarm]
                name = nightly ; runs at two
                bootstrap = load%20tests/${user}
                """);
        assertThat(config.text(ConfigKey.NAME)).contains("nightly");
        assertThat(config.path(ConfigKey.BOOTSTRAP)).contains(folder.resolve("load%20tests/${user}"));
    }

    @Test
    void keysAreReadInAnyCaseWithColonOrEqualsSign() throws IOException {
        Config config = config("[swarm]\nSlaves : 7\nmin_slaves=6\nlease = 1h30m\n");
        assertThat(config.number(ConfigKey.SLAVES)).contains(7);
        assertThat(config.number(ConfigKey.MIN_SLAVES)).contains(6);
        assertThat(config.time(ConfigKey.LEASE)).contains(Duration.ofMinutes(90));
    }

    @Test
    void aListHasCommasOrSpacesBetweenItsItems() throws IOException {
        assertThat(config("[hosts]\nslaves = b, c d,e\n").list(ConfigKey.HOSTS_SLAVES))
                .containsExactly("b", "c", "d", "e");
        assertThat(config("").list(ConfigKey.HOSTS_SLAVES)).isEmpty();
    }

    @Test
    void aTildeIsTheHomeOfTheUser() throws IOException {
        assertThat(config("[fabric]\nkey_filename = ~/.ssh/id\n").path(ConfigKey.FABRIC_KEY_FILENAME))
                .contains(Path.of(System.getProperty("user.home"), ".ssh/id"));
    }

    @Test
    void aPathThatNoFileCanHaveIsRefused() throws IOException {
        Config config = config("[swarm]\nbootstrap = load\0tests\n");
        assertThatThrownBy(() -> config.path(ConfigKey.BOOTSTRAP))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("[swarm] bootstrap is not a path of a file");
    }

    @Test
    void aMistypedKeyIsNamedWithTheOneThatWasMeant() {
        assertRefused("[aws]\nsecret_acess_key = s3cr3t\n")
                .hasMessageContaining("unknown key secret_acess_key in [aws]. Did you mean secret_access_key?")
                .hasMessageNotContaining("s3cr3t");
        assertRefused("[fabric]\nsomething_else = 1\n")
                .hasMessageContaining("Its keys are user, key_filename, key_passphrase.");
    }

    @Test
    void aMistypedSectionIsNamedWithTheOneThatWasMeant() {
        assertRefused("[swram]\nname = x\n").hasMessageContaining("unknown section [swram]. Did you mean [swarm]?");
        assertRefused("[kubernetes]\nname = x\n")
                .hasMessageContaining("The sections are [swarm], [hosts], [aws] and [fabric].");
    }

    @Test
    void aKeyOutsideASectionOrTwiceIsRefused() {
        assertRefused("name = x\n").hasMessageContaining("has the key name before the first [section]");
        assertRefused("[swarm]\nname = x\nname = y\n").hasMessageContaining("sets [swarm] name twice");
    }

    @Test
    void anInvalidNumberIsNotShown() throws IOException {
        Config config = config("[swarm]\nslaves = many\nlease = s3cr3t\n");
        assertThatThrownBy(() -> config.number(ConfigKey.SLAVES))
                .hasMessageContaining("[swarm] slaves is not a whole number")
                .hasMessageNotContaining("many");
        assertThatThrownBy(() -> config.time(ConfigKey.LEASE))
                .hasMessageContaining("[swarm] lease is not a valid time")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void aMissingOrBinaryFileIsRefused() throws IOException {
        assertThatThrownBy(() -> Config.read(folder.resolve("none.cfg")))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "The configuration " + folder.resolve("none.cfg") + " cannot be read: there is no such file.");
        Path binary = Files.write(folder.resolve("binary.cfg"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> Config.read(binary)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> Config.read(folder)).isInstanceOf(BadInputException.class);
    }
}
