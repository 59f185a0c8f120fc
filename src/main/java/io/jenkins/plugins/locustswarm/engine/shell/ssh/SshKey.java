package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.userauth.keyprovider.FileKeyProvider;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.keyprovider.PKCS8KeyFile;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/**
 * A private key that logs in, decrypted: ed25519 or RSA in OpenSSH's own format or PKCS8, encrypted or not, and
 * unencrypted PEM RSA. For other kinds the error says what to do. Nothing of a key is in any message.
 */
public final class SshKey {

    private final KeyPair pair;
    private final String name;

    private SshKey(KeyPair pair, String name) {
        this.pair = pair;
        this.name = name;
    }

    /**
     * Reads a key file.
     *
     * @param passphrase null or empty when the key has none
     * @throws BadInputException when the file cannot be read or is no key that can be used
     */
    public static SshKey read(Path file, String passphrase) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new BadInputException("The SSH key file " + file + " cannot be read: " + reason(e) + ".");
        }
        return parse(text, passphrase, "The SSH key file " + file);
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "there is no such file"
                : e.getClass().getSimpleName();
    }

    /**
     * Reads a key given as text.
     *
     * @param passphrase null or empty when the key has none
     * @param name what to call it in messages, at the beginning of a sentence
     * @throws BadInputException when the text is no key that can be used
     */
    public static SshKey parse(String text, String passphrase, String name) {
        String key = text.strip().replace("\r\n", "\n").replace('\r', '\n') + "\n";
        String kind = kindThatCannotBeUsed(key);
        if (kind != null) {
            throw new BadInputException(name + " " + kind);
        }
        FileKeyProvider reader = key.startsWith("-----BEGIN OPENSSH ") ? new OpenSSHKeyV1KeyFile() : new PKCS8KeyFile();
        Asked asked = new Asked(passphrase == null ? "" : passphrase);
        reader.init(key, null, asked);
        try {
            KeyPair pair = new KeyPair(reader.getPublic(), reader.getPrivate());
            if (KeyType.fromKey(pair.getPublic()) == KeyType.UNKNOWN) {
                throw new BadInputException(
                        name + " is of a kind (" + pair.getPublic().getAlgorithm()
                                + ") that cannot log in. Make one with ssh-keygen -t ed25519.");
            }
            return new SshKey(pair, name);
        } catch (IOException | RuntimeException e) {
            if (e instanceof BadInputException clear) {
                throw clear;
            }
            // the cause is left out: what a parser says about a key may hold parts of it
            throw new BadInputException(name + " " + asked.whatIsWrong());
        }
    }

    /** A key pair that was made in this process. */
    public static SshKey of(KeyPair pair, String name) {
        return new SshKey(pair, name);
    }

    private static String kindThatCannotBeUsed(String key) {
        String first = key.lines().findFirst().orElse("");
        if (first.startsWith("PuTTY-User-Key-File")) {
            return "is in PuTTY's format. Convert it: puttygen FILE -O private-openssh-new -o NEW_FILE.";
        }
        if (first.matches("(ssh-|ecdsa-|sk-).*")) {
            return "is the public half of a key. Give the private half.";
        }
        if (!first.startsWith("-----BEGIN ") || !first.endsWith("PRIVATE KEY-----")) {
            return "is not a private key: it does not begin with -----BEGIN ... PRIVATE KEY-----.";
        }
        String algorithm = unusableAlgorithm(first, key);
        if (algorithm != null) {
            return "is of the kind " + algorithm + ", which cannot be used. Make one with ssh-keygen -t ed25519.";
        }
        if (key.contains("Proc-Type: 4,ENCRYPTED")) {
            return "is encrypted in the old PEM format, a kind that cannot be used. Convert it to OpenSSH's format,"
                    + " which keeps the passphrase: ssh-keygen -p -f FILE.";
        }
        return null;
    }

    /** ECDSA needs a key factory that the JDK knows by another name than sshj asks for; hardware keys need their token. */
    private static String unusableAlgorithm(String first, String key) {
        if (first.startsWith("-----BEGIN EC ") || first.startsWith("-----BEGIN DSA ")) {
            return first.split(" ")[1];
        }
        if (!first.startsWith("-----BEGIN OPENSSH ")) {
            return null;
        }
        String body = key.lines().filter(line -> !line.startsWith("-----")).collect(Collectors.joining());
        String content;
        try {
            content = new String(Base64.getMimeDecoder().decode(body), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return null; // damaged, as whoever reads it next will say
        }
        return Stream.of("ecdsa-sha2-nistp", "sk-ssh-ed25519", "sk-ecdsa-sha2", "ssh-dss")
                .filter(content::contains)
                .findFirst()
                .orElse(null);
    }

    KeyProvider provider() {
        return new KeyPairWrapper(pair);
    }

    /** What it is called in messages, never anything of its content. */
    @Override
    public String toString() {
        return name;
    }

    /** Answers the question for a passphrase once, and remembers that it was asked. */
    private static final class Asked implements PasswordFinder {

        private final String passphrase;
        private boolean asked;

        private Asked(String passphrase) {
            this.passphrase = passphrase;
        }

        @Override
        public char[] reqPassword(Resource<?> resource) {
            asked = true;
            return passphrase.toCharArray();
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }

        private String whatIsWrong() {
            if (!asked) {
                return "is damaged, or of a kind that cannot be used. Make one with ssh-keygen -t ed25519.";
            }
            return passphrase.isEmpty()
                    ? "is encrypted, and no passphrase was given."
                    : "cannot be decrypted: the passphrase is wrong.";
        }
    }
}
