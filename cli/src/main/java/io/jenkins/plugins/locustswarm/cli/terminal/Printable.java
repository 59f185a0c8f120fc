package io.jenkins.plugins.locustswarm.cli.terminal;

import org.jline.utils.WCWidth;

/**
 * Text made safe for a terminal. Request names, errors and log lines come from targets and locustfiles: an escape
 * sequence in them could rewrite the screen, and a line feed could forge a line of ours.
 */
public final class Printable {

    private static final String CUT = "...";

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
                safe.append(point > 0xffff ? String.format("\\U%08x", point) : String.format("\\u%04x", point));
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
        return text.codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
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
            room -= Math.max(0, WCWidth.wcwidth(point));
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept.append(mark).toString();
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
