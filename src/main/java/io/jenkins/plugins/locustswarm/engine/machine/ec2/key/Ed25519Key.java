package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * An ed25519 key pair as OpenSSH writes it. Java makes the numbers; the form is that of OpenSSH's PROTOCOL.key, of
 * which sshj has only the reading half.
 */
public final class Ed25519Key {

    private static final String KIND = "ssh-ed25519";
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(US_ASCII);
    private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
    private static final String END = "-----END OPENSSH PRIVATE KEY-----\n";
    private static final int LENGTH = 32;
    private static final int BLOCK = 8;

    private final byte[] seed;
    private final byte[] point;

    private Ed25519Key(byte[] seed, byte[] point) {
        this.seed = seed;
        this.point = point;
    }

    /** A new key pair. */
    public static Ed25519Key make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // both encodings (RFC 8410) end with the 32 bytes themselves
            return new Ed25519Key(
                    tail(pair.getPrivate().getEncoded()), tail(pair.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java 17 has Ed25519", e);
        }
    }

    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);
    }

    /**
     * The key pair of which {@link #privateText()} was kept.
     *
     * @param from where the text was found, for the message
     * @throws BadInputException when it is no such text
     */
    public static Ed25519Key read(String privateText, String from) {
        try {
            String body = privateText.replace(BEGIN, "").replace(END, "");
            DataInputStream in = new DataInputStream(
                    new ByteArrayInputStream(Base64.getMimeDecoder().decode(body)));
            boolean plain = Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)
                    && text(in).equals("none")
                    && text(in).equals("none");
            if (!plain) {
                throw new IOException("not an unencrypted OpenSSH key");
            }
            block(in);
            in.readInt();
            block(in);
            DataInputStream secret = new DataInputStream(new ByteArrayInputStream(block(in)));
            secret.readLong();
            if (!text(secret).equals(KIND)) {
                throw new IOException("not an ed25519 key");
            }
            byte[] point = block(secret);
            return new Ed25519Key(Arrays.copyOf(block(secret), LENGTH), point);
        } catch (IOException | IllegalArgumentException e) {
            // the exception's text could hold a piece of the key
            throw new BadInputException("The private key in " + from + " cannot be read.");
        }
    }

    /** The public half as a line of an authorized_keys file. */
    public String publicLine(String comment) {
        return KIND + " " + Base64.getEncoder().encodeToString(publicBlob()) + " " + comment;
    }

    /** {@code SHA256:...}, as ssh-keygen -l prints it. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicBlob());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The private half as OpenSSH's unencrypted file. */
    public String privateText() {
        byte[] bytes = bytes(out -> {
            out.write(MAGIC);
            block(out, "none".getBytes(US_ASCII));
            block(out, "none".getBytes(US_ASCII));
            block(out, new byte[0]);
            out.writeInt(1);
            block(out, publicBlob());
            block(out, padded(secret()));
        });
        String lines = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(bytes);
        return BEGIN + lines + "\n" + END;
    }

    private byte[] secret() {
        return bytes(out -> {
            // two equal numbers tell a reader that it decrypted rightly; nothing is encrypted here
            out.writeInt(0);
            out.writeInt(0);
            block(out, KIND.getBytes(US_ASCII));
            block(out, point);
            block(out, bytes(both -> {
                both.write(seed);
                both.write(point);
            }));
            block(out, new byte[0]);
        });
    }

    private static byte[] padded(byte[] secret) {
        byte[] padded = Arrays.copyOf(secret, (secret.length + BLOCK - 1) / BLOCK * BLOCK);
        for (int i = secret.length; i < padded.length; i++) {
            padded[i] = (byte) (i - secret.length + 1);
        }
        return padded;
    }

    private byte[] publicBlob() {
        return bytes(out -> {
            block(out, KIND.getBytes(US_ASCII));
            block(out, point);
        });
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void block(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] block(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("cut short");
        }
        return in.readNBytes(length);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(block(in), US_ASCII);
    }
}
