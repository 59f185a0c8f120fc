package io.jenkins.plugins.locustswarm.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ParsedKeysTest {

    private static final String NAME = "The private key of the credentials load-ssh";

    private final ParsedKeys keys = new ParsedKeys();

    private static String anyKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private SshKey key(String text) {
        return keys.key("load-ssh", text, null, NAME);
    }

    @Test
    void severalChecksOfARunParseTheKeyOnce() throws Exception {
        String text = anyKey();

        assertThat(Stream.generate(() -> key(text)).limit(5).distinct()).hasSize(1);
    }

    @Test
    void changedCredentialsAreUsedAtOnce() throws Exception {
        SshKey before = key(anyKey());
        String changed = anyKey();

        assertThat(key(changed).fingerprint()).isNotEqualTo(before.fingerprint());
        assertThat(keys.key("load-ssh", changed, "new passphrase", NAME)).isNotSameAs(key(changed));
    }

    @Test
    void anUnusableKeyIsRefusedEachTime() throws Exception {
        key(anyKey());
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> key("no key"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(NAME);
        }
    }
}
