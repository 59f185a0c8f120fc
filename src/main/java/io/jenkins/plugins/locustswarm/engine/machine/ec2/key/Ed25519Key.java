package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;

/** An Ed25519 key pair, kept as the text of an unencrypted key file in OpenSSH's format. */
public final class Ed25519Key {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(70, new byte[] {'\n'});

    private final String privateText;
    private final SshKey key;

    private Ed25519Key(String privateText) {
        this.privateText = privateText;
        this.key = SshKey.parse(privateText, null, "The private key");
    }

    /** Makes a new key pair. */
    public static Ed25519Key make() {
        try {
            byte[] key = OpenSSHPrivateKeyUtil.encodePrivateKey(new Ed25519PrivateKeyParameters(new SecureRandom()));
            return new Ed25519Key("-----BEGIN OPENSSH PRIVATE KEY-----\n" + LINES.encodeToString(key)
                    + "\n-----END OPENSSH PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new IllegalStateException("OpenSSH's format has a form for Ed25519", e);
        }
    }

    /**
     * Reads a key pair from its {@link #privateText()}.
     *
     * @param from where the text was found, for the message
     * @throws BadInputException if the text is not an unencrypted key
     */
    public static Ed25519Key read(String privateText, String from) {
        try {
            return new Ed25519Key(privateText);
        } catch (BadInputException e) {
            throw new BadInputException("The private key in " + from + " cannot be read.");
        }
    }

    /** Returns the public half as a line of an authorized_keys file. */
    public String publicLine(String comment) {
        return key.publicLine(comment);
    }

    /** Returns {@code SHA256:...}, as ssh-keygen -l prints it. */
    public String fingerprint() {
        return key.fingerprint();
    }

    /** Returns the private half as the content of a key file. */
    public String privateText() {
        return privateText;
    }
}
