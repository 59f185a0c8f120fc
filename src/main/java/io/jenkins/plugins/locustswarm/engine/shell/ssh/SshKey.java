package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyV1KeyFile;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
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
 * A decrypted private key for logging in: RSA or ECDSA in OpenSSH's format, PKCS#8 or PEM, or Ed25519 in OpenSSH's
 * format; encrypted or not. For other keys the exception says how to convert or create one. No message contains any
 * part of a key.
 */
public final class SshKey {

    private static final Set<KeyType> USABLE =
            Set.of(KeyType.ED25519, KeyType.RSA, KeyType.ECDSA256, KeyType.ECDSA384, KeyType.ECDSA521);

    private static final String CREATE_ONE = "Create one with ssh-keygen -t ed25519.";

    private final KeyPair pair;
    private final String name;

    private SshKey(KeyPair pair, String name) {
        this.pair = pair;
        this.name = name;
    }

    /**
     * Reads a key file.
     *
     * @param passphrase ignored if the key is not encrypted
     * @throws BadInputException if the file cannot be read or does not hold a usable key
     */
    public static SshKey read(Path file, @CheckForNull String passphrase) {
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
     * Parses a key given as text.
     *
     * @param passphrase ignored if the key is not encrypted
     * @param name names the key at the beginning of a sentence, in messages
     * @throws BadInputException if the text is not a usable key
     */
    public static SshKey parse(String text, @CheckForNull String passphrase, String name) {
        String key = text.strip().replace("\r\n", "\n").replace('\r', '\n') + "\n";
        rejection(key).ifPresent(reason -> {
            throw new BadInputException(name + " " + reason);
        });
        Passphrase source = new Passphrase(passphrase == null ? "" : passphrase);
        KeyPair pair;
        try {
            pair = parse(key, source);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // without the cause, whose message may hold parts of the key
            throw new BadInputException(name + " " + source.likelyMistake());
        }
        if (!USABLE.contains(KeyType.fromKey(pair.getPublic()))) {
            throw new BadInputException(name + " is of a type ("
                    + pair.getPublic().getAlgorithm() + ") that cannot be used to log in. " + CREATE_ONE);
        }
        return new SshKey(pair, name);
    }

    private static KeyPair parse(String key, Passphrase passphrase) throws IOException, GeneralSecurityException {
        SshSecurity.use();
        FileKeyProvider reader = key.startsWith("-----BEGIN OPENSSH ") ? new OpenSSHKeyV1KeyFile() : new PKCS8KeyFile();
        String readable = TraditionalPem.isEncrypted(key) ? TraditionalPem.decrypt(key, passphrase::requested) : key;
        reader.init(readable, null, passphrase);
        return new KeyPair(reader.getPublic(), reader.getPrivate());
    }

    /** Returns why a text is not a usable key and what to do, as the end of a sentence. */
    private static Optional<String> rejection(String key) {
        String first = key.lines().findFirst().orElse("");
        if (first.startsWith("PuTTY-User-Key-File")) {
            return Optional.of("is in PuTTY's format. Convert it: puttygen FILE -O private-openssh-new -o NEW_FILE.");
        }
        if (first.matches("(ssh-|ecdsa-|sk-).*")) {
            return Optional.of("is a public key. Specify the private key.");
        }
        if (!first.startsWith("-----BEGIN ") || !first.endsWith("PRIVATE KEY-----")) {
            return Optional.of("is not a private key: it does not begin with -----BEGIN ... PRIVATE KEY-----.");
        }
        return unusableType(first, key).map(type -> "is of type " + type + ", which cannot be used. " + CREATE_ONE);
    }

    /** Returns the type of an OpenSSH key that needs a hardware token, or that current OpenSSH no longer accepts. */
    private static Optional<String> unusableType(String first, String key) {
        if (!first.startsWith("-----BEGIN OPENSSH ")) {
            return Optional.empty();
        }
        String body = key.lines().filter(line -> !line.startsWith("-----")).collect(Collectors.joining());
        String content;
        try {
            content = new String(Base64.getMimeDecoder().decode(body), ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // damaged, which the parser finds as well
        }
        return Stream.of("sk-ssh-ed25519", "sk-ecdsa-sha2", "ssh-dss")
                .filter(content::contains)
                .findFirst();
    }

    /** Returns the public half as a line of an authorized_keys file. */
    public String publicLine(String comment) {
        String blob = Base64.getEncoder().encodeToString(HostTrust.blob(pair.getPublic()));
        return KeyType.fromKey(pair.getPublic()) + " " + blob + " " + comment;
    }

    /** Returns {@code SHA256:...}, as ssh-keygen -l prints it. */
    public String fingerprint() {
        return HostTrust.fingerprint(pair.getPublic());
    }

    KeyProvider provider() {
        return new KeyPairWrapper(pair);
    }

    /** Returns the name of the key in messages, never anything of its content. */
    @Override
    public String toString() {
        return name;
    }

    /** Answers one request for the passphrase, and remembers whether there was one. */
    private static final class Passphrase implements PasswordFinder {

        private final String passphrase;
        private boolean requested;

        private Passphrase(String passphrase) {
            this.passphrase = passphrase;
        }

        private String requested() {
            requested = true;
            return passphrase;
        }

        @Override
        public char[] reqPassword(Resource<?> resource) {
            return requested().toCharArray();
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }

        /** Returns why a key could not be parsed, as the end of a sentence. */
        private String likelyMistake() {
            if (!requested) {
                return "is damaged, or of a type that cannot be used. " + CREATE_ONE;
            }
            return passphrase.isEmpty()
                    ? "is encrypted, and no passphrase was given."
                    : "cannot be decrypted: the passphrase is wrong.";
        }
    }
}
