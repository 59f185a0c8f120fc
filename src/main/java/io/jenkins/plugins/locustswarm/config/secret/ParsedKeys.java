package io.jenkins.plugins.locustswarm.config.secret;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The private keys of a swarm's credentials, parsed when they are needed first and after they were changed: a run is checked every
 * few seconds, and decrypting a key is made slow on purpose. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class ParsedKeys {

    private final Map<String, Parsed> keys = new ConcurrentHashMap<>();

    /**
     * Returns the key of credentials.
     *
     * @param id the id of the credentials
     * @param text the key as they contain it now
     * @param passphrase ignored if the key is not encrypted
     * @param name names the key at the beginning of a sentence, in messages
     * @throws BadInputException if the text is not a usable key
     */
    SshKey key(String id, String text, @CheckForNull String passphrase, String name) {
        Parsed known = keys.get(id);
        if (known == null || !known.isOf(text, passphrase)) {
            known = new Parsed(text, passphrase, SshKey.parse(text, passphrase, name));
            keys.put(id, known);
        }
        return known.key;
    }

    /** No record, whose text would contain the key. */
    private static final class Parsed {

        private final String text;
        private final @CheckForNull String passphrase;
        private final SshKey key;

        private Parsed(String text, @CheckForNull String passphrase, SshKey key) {
            this.text = text;
            this.passphrase = passphrase;
            this.key = key;
        }

        private boolean isOf(String otherText, @CheckForNull String otherPassphrase) {
            return text.equals(otherText) && Objects.equals(passphrase, otherPassphrase);
        }
    }
}
