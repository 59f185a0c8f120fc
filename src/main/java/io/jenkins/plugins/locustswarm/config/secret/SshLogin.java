package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import hudson.util.Secret;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.util.List;

/**
 * A login user and the key that logs in.
 *
 * @param user as the credentials say
 */
public record SshLogin(String user, SshKey key) {

    /** In messages. */
    static final String KIND = "SSH credentials with a private key";

    /**
     * The credentials of that id.
     *
     * @throws BadInputException when there are none, or their key cannot be used
     */
    public static SshLogin with(String credentialsId, BuildCredentials where) {
        SSHUserPrivateKey found = where.find(credentialsId, SSHUserPrivateKey.class, KIND);
        String name = "The private key of the credentials " + credentialsId;
        List<String> keys = found.getPrivateKeys();
        if (keys.isEmpty()) {
            throw new BadInputException(name + " is missing.");
        }
        String passphrase = found.getPassphrase() == null ? null : Secret.toString(found.getPassphrase());
        return new SshLogin(found.getUsername(), SshKey.parse(keys.get(0), passphrase, name));
    }
}
