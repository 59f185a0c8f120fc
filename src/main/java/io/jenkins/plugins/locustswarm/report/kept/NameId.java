package io.jenkins.plugins.locustswarm.report.kept;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Creates ids of request names for URLs, since the names contain slashes and other special characters. */
@Restricted(NoExternalUse.class)
public final class NameId {

    private static final int BYTES = 8;

    private NameId() {}

    /** Returns the id, which is the same in every build, also of a name that a build keeps in a shorter form. */
    public static String of(String type, String name) {
        return LongName.id(name).orElseGet(() -> hash(type, name));
    }

    private static String hash(String type, String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((type + "\n" + name).getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
