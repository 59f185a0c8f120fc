package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts.KnownHostEntry;

/** The host keys to trust. A key is never trusted on first use. */
public final class HostTrust {

    private static final Pattern PIN = Pattern.compile("(?:(.+)=)?(SHA256:[A-Za-z0-9+/]{43})=?");

    private record Pin(@CheckForNull String host, String fingerprint) {}

    private final List<Pin> pins;

    private final OpenSSHKnownHosts knownHosts;
    private final String source;

    private HostTrust(List<Pin> pins, OpenSSHKnownHosts knownHosts, String source) {
        this.pins = List.copyOf(pins);
        this.knownHosts = knownHosts;
        this.source = source;
    }

    /**
     * Trusts keys with these fingerprints only.
     *
     * @param fingerprints each {@code SHA256:...} for any host, or {@code HOST=SHA256:...} for one host
     * @throws BadInputException if one is neither
     */
    public static HostTrust pinned(Collection<String> fingerprints) {
        return new HostTrust(pins(fingerprints), entries(""), "the pinned fingerprints");
    }

    /**
     * Trusts the keys in a known_hosts file, and keys with these fingerprints.
     *
     * @param file in OpenSSH's format, including hashed names and {@code @revoked}; certificates are not supported
     * @param fingerprints as in {@link #pinned}; may be empty
     * @throws BadInputException if the file cannot be read or a fingerprint is not valid
     */
    public static HostTrust knownHosts(Path file, Collection<String> fingerprints) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return new HostTrust(pins(fingerprints), entries(text), file.toString());
        } catch (IOException e) {
            throw new BadInputException(
                    "The file of known host keys " + file + " cannot be read: " + FileErrorText.of(e) + ".", e);
        }
    }

    private static OpenSSHKnownHosts entries(String text) {
        SshSecurity.use();
        try {
            return new OpenSSHKnownHosts(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be read", e);
        }
    }

    private static List<Pin> pins(Collection<String> fingerprints) {
        List<Pin> pins = new ArrayList<>();
        for (String fingerprint : fingerprints) {
            Matcher pin = PIN.matcher(fingerprint.strip());
            if (!pin.matches()) {
                throw new BadInputException("The host key fingerprint \"" + fingerprint
                        + "\" is not SHA256:... or HOST=SHA256:..., as ssh-keygen -lf prints it.");
            }
            pins.add(new Pin(pin.group(1), pin.group(2)));
        }
        return pins;
    }

    boolean trusts(String host, int port, PublicKey key) {
        String fingerprint = fingerprint(key);
        boolean pinned = pins.stream()
                .anyMatch(pin -> pin.fingerprint.equals(fingerprint) && (pin.host == null || pin.host.equals(host)));
        return pinned || (!isRevoked(key) && knownHosts.verify(host, port, key));
    }

    /** Returns whether the key is revoked, even if another line of the file lists it. */
    private boolean isRevoked(PublicKey key) {
        String encoded = Base64.getEncoder().encodeToString(blob(key));
        return knownHosts.entries().stream()
                .map(KnownHostEntry::getLine)
                .anyMatch(line -> line.startsWith("@revoked ") && line.contains(encoded));
    }

    /** Returns the host key algorithms to request, since other keys would not be trusted; empty for any. */
    List<String> algorithms(String host, int port) {
        if (!pins.isEmpty()) {
            return List.of();
        }
        List<String> algorithms = new ArrayList<>();
        for (String known : knownHosts.findExistingAlgorithms(host, port)) {
            if (known.equals("ssh-rsa")) { // the type of the key; its signature algorithms that are still safe follow
                algorithms.add("rsa-sha2-512");
                algorithms.add("rsa-sha2-256");
            } else {
                algorithms.add(known);
            }
        }
        return algorithms;
    }

    /** Returns why a key was not trusted and what to do, as the end of a sentence. */
    String refusal(String host, int port, PublicKey key) {
        boolean expectsAnother = pins.stream().anyMatch(pin -> pin.host == null || pin.host.equals(host))
                || !knownHosts.findExistingAlgorithms(host, port).isEmpty();
        return "presented the host key " + fingerprint(key) + ", "
                + (expectsAnother
                        ? "which is not the one in " + source + ". Either the machine was reinstalled, or another one"
                                + " answers in its place: find out which before you change " + source + "."
                        : "and there is no entry for this host in " + source + ". Compare it with what ssh-keygen -lf"
                                + " /etc/ssh/ssh_host_ed25519_key.pub says on that machine, then add it.");
    }

    static String fingerprint(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob(key));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static byte[] blob(PublicKey key) {
        return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    }
}
