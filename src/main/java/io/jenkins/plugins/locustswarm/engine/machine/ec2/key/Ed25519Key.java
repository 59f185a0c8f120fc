package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer;

/** An Ed25519 key pair, kept as the text of an unencrypted key file in OpenSSH's format. */
public final class Ed25519Key {

    private static final String TYPE = "ssh-ed25519";
    private static final int LENGTH = 32; // bytes of the private half, and of the public one
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
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] file = file(
                    tail(pair.getPrivate().getEncoded()), tail(pair.getPublic().getEncoded()));
            return new Ed25519Key("-----BEGIN OPENSSH PRIVATE KEY-----\n" + LINES.encodeToString(file)
                    + "\n-----END OPENSSH PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK since 15 has Ed25519", e);
        }
    }

    /** Returns the key without its ASN.1 frame: both encodings of RFC 8410 end with it. */
    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
    }

    /** Writes the format of OpenSSH's PROTOCOL.key, which sshj only reads. */
    private static byte[] file(byte[] seed, byte[] point) {
        Buffer.PlainBuffer publicKey = new Buffer.PlainBuffer().putString(TYPE).putBytes(point);
        Buffer.PlainBuffer privateKey = new Buffer.PlainBuffer()
                .putUInt32(0) // twice the same number: shows a reader that decryption worked
                .putUInt32(0)
                .putBuffer(publicKey)
                .putUInt32(2 * LENGTH)
                .putRawBytes(seed)
                .putRawBytes(point)
                .putString(""); // the comment
        for (byte padding = 1; privateKey.available() % 8 != 0; padding++) {
            privateKey.putByte(padding);
        }
        return new Buffer.PlainBuffer()
                .putRawBytes("openssh-key-v1\0".getBytes(US_ASCII))
                .putString("none") // cipher
                .putString("none") // key derivation
                .putString("")
                .putUInt32(1) // number of keys
                .putBytes(publicKey.getCompactData())
                .putBytes(privateKey.getCompactData())
                .getCompactData();
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
