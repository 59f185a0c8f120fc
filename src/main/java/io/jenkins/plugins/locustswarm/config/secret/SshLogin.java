package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import hudson.util.Secret;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The login of SSH credentials.
 *
 * @param user the user name
 * @param key the private key
 */
@Restricted(NoExternalUse.class)
public record SshLogin(String user, SshKey key) {

    /** The kind of credentials, for messages. */
    static final String KIND = "SSH credentials with a private key";

    /**
     * Returns the login of the credentials with this id.
     *
     * @param parsed the keys that are already parsed; grows
     * @throws BadInputException if there are no such credentials, or their key is invalid
     */
    public static SshLogin with(String credentialsId, BuildCredentials where, ParsedKeys parsed) {
        SSHUserPrivateKey found = where.find(credentialsId, SSHUserPrivateKey.class, KIND);
        String name = "The private key of the credentials " + credentialsId;
        List<String> keys = found.getPrivateKeys();
        if (keys.isEmpty()) {
            throw new BadInputException(name + " is missing.");
        }
        String passphrase = found.getPassphrase() == null ? null : Secret.toString(found.getPassphrase());
        return new SshLogin(found.getUsername(), parsed.key(credentialsId, keys.get(0), passphrase, name));
    }
}
