package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.trend.ConditionText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Formats several values as one line, for compact and safe storage in {@code build.xml}. Texts come from targets and may
 * contain characters that XML does not allow, any of which would make the build unreadable.
 */
@Restricted(NoExternalUse.class)
public final class TabSeparatedLine {

    private static final char SEPARATOR = '\t';
    private static final char ESCAPE = '\\';
    private static final char DOTS = '…';
    private static final MathContext PRECISION = new MathContext(6);

    /** The size of an empty list element in the file: tags, indentation and line end. */
    private static final int ELEMENT = "<string></string>".length() + 12;

    private TabSeparatedLine() {}

    /** Formats the values; null becomes an empty text. */
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

    /** Returns the values of a line, at least {@code count}; missing ones as empty texts. */
    public static List<String> values(String line, int count) {
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int end = line.indexOf(SEPARATOR); end >= 0; end = line.indexOf(SEPARATOR, start)) {
            values.add(unescape(line.substring(start, end)));
            start = end + 1;
        }
        values.add(unescape(line.substring(start)));
        while (values.size() < count) {
            values.add(""); // an earlier version wrote fewer values
        }
        return values;
    }

    /** Parses a number; absent if the value is empty. */
    @CheckForNull
    static Double number(String value) {
        return value.isEmpty() ? null : Double.valueOf(value);
    }

    /** Parses the name of a constant; absent if there is none of this name, as in a line of a later version. */
    @CheckForNull
    static <E extends Enum<E>> E constant(Class<E> type, String value) {
        return EnumSet.allOf(type).stream()
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElse(null);
    }

    /** Returns the size of the line as a list element in {@code build.xml}, in bytes. */
    static int bytes(String line) {
        int bytes = ELEMENT;
        for (int i = 0; i < line.length(); i++) {
            bytes += ConditionText.bytes(line.charAt(i));
        }
        return bytes;
    }

    /** Truncates a text to a length. */
    @CheckForNull
    static String shorten(@CheckForNull String text, int length) {
        if (text == null || text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
        return text.substring(0, end) + DOTS;
    }

    /** Returns a text of a condition in the form in which conditions are compared, without characters that XML does not allow. */
    @CheckForNull
    static String condition(@CheckForNull String text, int bytes) {
        return text == null ? null : safe(ConditionText.shorten(text, bytes), bytes);
    }

    /** Replaces characters that XML does not allow, and truncates the text to a size in bytes. */
    @CheckForNull
    public static String safe(@CheckForNull String text, int bytes) {
        if (text == null) {
            return null;
        }
        StringBuilder safe = new StringBuilder();
        int size = 0;
        int beforeDots = 0; // the length of a truncated text
        for (int i = 0; i < text.length(); i++) {
            char c = isPlain(text, i) ? text.charAt(i) : '?';
            size += ConditionText.bytes(c);
            if (size > bytes) {
                return safe.substring(0, beforeDots) + DOTS;
            }
            safe.append(c);
            if (size + ConditionText.bytes(DOTS) <= bytes && !Character.isHighSurrogate(c)) {
                beforeDots = safe.length();
            }
        }
        return safe.toString();
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
