package io.jenkins.plugins.locustswarm.report.kept;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Several values in one line of text, which is how a build keeps them: short in {@code build.xml}, and safe there. Texts
 * come from targets and may hold characters that XML cannot have; one of those would make a whole build unreadable.
 */
public final class TabSeparatedLine {

    private static final char SEPARATOR = '\t';
    private static final char ESCAPE = '\\';
    private static final MathContext PRECISION = new MathContext(6);
    /** What an element of a list costs in the file: tags, indentation and a line's end. */
    private static final int ELEMENT = "<string></string>".length() + 12;

    private TabSeparatedLine() {}

    /** The line; each value is a text, a number, or null. */
    public static String line(Object... values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                line.append(SEPARATOR);
            }
            if (values[i] instanceof Double number) {
                line.append(number(number));
            } else if (values[i] != null) {
                escape(values[i].toString(), line);
            }
        }
        return line.toString();
    }

    /** The values of a line, null ones as empty texts; always that many. */
    public static List<String> values(String line, int count) {
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int end = line.indexOf(SEPARATOR); end >= 0; end = line.indexOf(SEPARATOR, start)) {
            values.add(unescape(line.substring(start, end)));
            start = end + 1;
        }
        values.add(unescape(line.substring(start)));
        while (values.size() < count) {
            values.add(""); // an older version wrote fewer
        }
        return values;
    }

    /** A number of a line; null when there was none. */
    static Double number(String value) {
        return value.isEmpty() ? null : Double.valueOf(value);
    }

    /** How many bytes the line takes in a list in {@code build.xml}. */
    static int bytes(String line) {
        int bytes = ELEMENT;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            bytes += switch (c) {
                case '<', '>' -> "&lt;".length();
                case '&' -> "&amp;".length();
                case '"', '\'' -> "&quot;".length();
                default -> c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            };
        }
        return bytes;
    }

    /** The text without its end when it is longer than that. */
    static String shorten(String text, int length) {
        if (text == null || text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + "…";
    }

    /** The text as it can stand in {@code build.xml}, in a field that is no line and takes that many bytes at most. */
    public static String safe(String text, int bytes) {
        if (text == null) {
            return null;
        }
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            safe.append(isPlain(text, i) ? text.charAt(i) : '?');
        }
        String shorter = safe.toString();
        while (bytes(shorter) - ELEMENT > bytes) {
            shorter = shorten(shorter, shorter.length() - 1);
        }
        return shorter;
    }

    private static String number(double number) {
        if (!Double.isFinite(number)) {
            return "";
        }
        BigDecimal rounded = BigDecimal.valueOf(number).round(PRECISION);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static void escape(String text, StringBuilder line) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ESCAPE) {
                line.append(ESCAPE).append(ESCAPE);
            } else if (isPlain(text, i)) {
                line.append(c);
            } else {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
    }

    private static boolean isPlain(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return !Character.isISOControl(c) && c != '\u2028' && c < '\ufffe';
    }

    private static String unescape(String text) {
        if (text.indexOf(ESCAPE) < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ESCAPE) {
                plain.append(c);
            } else if (text.startsWith("\\u", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                plain.append(ESCAPE);
                i++;
            }
        }
        return plain.toString();
    }
}
