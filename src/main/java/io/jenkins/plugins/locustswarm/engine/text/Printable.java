package io.jenkins.plugins.locustswarm.engine.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Text made safe for a terminal or a log. Request names, errors and log lines come from targets and locustfiles: an escape
 * sequence in them could rewrite the screen, and a line feed could forge a line of ours.
 */
public final class Printable {

    /** Stands for what is left out of a text. */
    static final String CUT = "...";

    /** Their characters take two columns (Unicode's Standard Annex 11, "wide"). */
    private static final Set<UnicodeScript> WIDE = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.YI);

    private static final int FIRST_PICTOGRAPH = 0x1f300;
    private static final int LAST_PICTOGRAPH = 0x1faff;
    private static final int FIRST_HALF_WIDTH = 0xff61; // katakana and hangul, up to the next
    private static final int LAST_HALF_WIDTH = 0xffdc;

    private Printable() {}

    /** One line: whatever a terminal would not print is shown as its code, for example {@code \\u001b}. */
    public static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isHarmless(point)) {
                safe.appendCodePoint(point);
            } else if (point == '\t') {
                safe.append(' ');
            } else {
                safe.append(String.format(Locale.ROOT, point > 0xffff ? "\\U%08x" : "\\u%04x", point));
            }
        });
        return safe.toString();
    }

    /** The same for text of several lines, which stay several lines. */
    public static String lines(String text) {
        return String.join("\n", text.lines().map(Printable::line).toList());
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT, // the marks that turn the direction of writing are among these
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** How many columns the text takes on a terminal. */
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

    /** The text, cut at its end where it would take more than so many columns. */
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
     * The text without its middle where it would take more than so many columns: what tells paths apart is often at
     * their ends.
     *
     * @param mark stands for what is left out
     */
    static String cutMiddle(String text, int columns, String mark) {
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

    /** The text, filled up with spaces at its end. */
    public static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** The text, filled up with spaces at its front. */
    public static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }
}
