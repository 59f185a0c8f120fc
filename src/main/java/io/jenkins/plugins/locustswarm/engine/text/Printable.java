package io.jenkins.plugins.locustswarm.engine.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Makes text safe for a terminal or a log. Request names, errors and log lines come from targets and locustfiles: an
 * escape sequence in them could rewrite the screen, and a line feed could forge a line of output.
 */
public final class Printable {

    /** Replaces the part of a text that is left out. */
    public static final String CUT = "...";

    /** Scripts whose characters take two columns (Unicode Standard Annex 11, "wide"). */
    private static final Set<UnicodeScript> WIDE = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private static final int FIRST_PICTOGRAPH = 0x1f300;
    private static final int LAST_PICTOGRAPH = 0x1faff;
    private static final int FIRST_HALF_WIDTH = 0xff61; // of katakana and hangul
    private static final int LAST_HALF_WIDTH = 0xffdc;

    private Printable() {}

    /** Returns the text as one line. Characters that a terminal does not print become codes, for example {@code \\u001b}. */
    public static String line(String text) {
        return line(text, Printable::code);
    }

    private static String line(String text, IntFunction<String> code) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isHarmless(point)) {
                safe.appendCodePoint(point);
            } else if (point == '\t') {
                safe.append(' ');
            } else {
                safe.append(code.apply(point));
            }
        });
        return safe.toString();
    }

    /** Returns the text with each line made safe as by {@link #line}. */
    public static String lines(String text) {
        return lines(text, Printable::code);
    }

    /** Returns the JSON document with the same meaning, made safe as by {@link #lines}: JSON has no escape beyond U+FFFF. */
    public static String json(String document) {
        return lines(document, Printable::jsonEscape);
    }

    private static String lines(String text, IntFunction<String> code) {
        return String.join("\n", text.lines().map(line -> line(line, code)).toList());
    }

    private static String code(int point) {
        return String.format(Locale.ROOT, point > 0xffff ? "\\U%08x" : "\\u%04x", point);
    }

    private static String jsonEscape(int point) {
        return new String(Character.toChars(point))
                .chars()
                .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
                .collect(Collectors.joining());
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT, // includes the marks that change the direction of writing
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Returns the number of columns that the text takes on a terminal. */
    public static int width(String text) {
        return text.codePoints().map(Printable::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean pictograph = point >= FIRST_PICTOGRAPH && point <= LAST_PICTOGRAPH;
        boolean halfWidth = point >= FIRST_HALF_WIDTH && point <= LAST_HALF_WIDTH;
        return pictograph || WIDE.contains(UnicodeScript.of(point)) && !halfWidth ? 2 : 1;
    }

    /** Returns the text, without its end if it would take more columns. */
    public static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        String mark = CUT.substring(0, Math.max(0, Math.min(CUT.length(), columns)));
        StringBuilder kept = new StringBuilder();
        int room = columns - mark.length();
        for (int point : text.codePoints().toArray()) {
            room -= width(point);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept.append(mark).toString();
    }

    /**
     * Returns the text, without its middle if it would take more columns. Paths often differ only at their ends.
     *
     * @param mark replaces the part that is left out
     */
    public static String cutMiddle(String text, int columns, String mark) {
        if (width(text) <= columns) {
            return text;
        }
        int room = columns - width(mark);
        if (room < 2) {
            return cut(text, columns);
        }
        int[] points = text.codePoints().toArray();
        StringBuilder end = new StringBuilder();
        int left = room / 2;
        int last = points.length;
        while (last > 0 && width(points[last - 1]) <= left) {
            left -= width(points[--last]);
            end.insert(0, Character.toChars(points[last]));
        }
        StringBuilder start = new StringBuilder();
        left = room - width(end.toString());
        for (int i = 0; i < last && width(points[i]) <= left; i++) {
            left -= width(points[i]);
            start.appendCodePoint(points[i]);
        }
        return start.append(mark).append(end).toString();
    }

    /** Returns the text, padded with spaces at its end. */
    public static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** Returns the text, padded with spaces at its start. */
    public static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }
}
