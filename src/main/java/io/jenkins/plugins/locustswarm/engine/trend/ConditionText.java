package io.jenkins.plugins.locustswarm.engine.trend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The form in which texts of conditions are stored and compared. A build stores long ones in a shorter form only, so runs are
 * compared by that form even if the whole text of one of them is known. The short form contains a hash of the text: two
 * texts with the same beginning stay two, and a short form stays as it is.
 */
public final class ConditionText {

    /** The limit of a text for display, in bytes of XML. */
    public static final int SHORT = 100;

    /** The limit of the host, in bytes of XML: runs against different targets are not compared. */
    public static final int HOST = 300;

    private static final String MARK = "… [";
    private static final String END = "]";

    /** The length of the hash, in bytes. */
    private static final int HASH = 8;

    private ConditionText() {}

    /** Returns the text, or its short form if it needs more than that many bytes of XML. */
    public static String shorten(String text, int bytes) {
        if (bytes(text) <= bytes) {
            return text;
        }
        String end = MARK + hash(text) + END;
        int left = bytes - bytes(end);
        int length = 0;
        while (bytes(text.charAt(length)) <= left) {
            left -= bytes(text.charAt(length));
            length++;
        }
        if (length > 0 && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        return text.substring(0, length) + end;
    }

    private static int bytes(String text) {
        return text.chars().map(c -> bytes((char) c)).sum();
    }

    /** Returns the size of a character in an XML file, in bytes; of one that consists of two, the size of a half. */
    public static int bytes(char c) {
        return switch (c) {
            case '<', '>' -> "&lt;".length();
            case '&' -> "&amp;".length();
            case '"', '\'' -> "&quot;".length();
            default -> c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        };
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
