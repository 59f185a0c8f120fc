package io.jenkins.plugins.locustswarm.engine.gate.junit;

import java.util.Locale;

/** Makes any text valid in XML 1.0, which forbids control characters and half surrogate pairs also as references. */
final class XmlText {

    private static final String CUT = "...";

    private XmlText() {}

    /** Returns the text with line feeds and tabs as they are, and other control characters as codes like {@code \\u001b}. */
    static String lines(String text) {
        StringBuilder valid = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t' || isValid(point)) {
                valid.appendCodePoint(point);
            } else if (point != '\r') {
                valid.append(String.format(Locale.ROOT, point > 0xffff ? "\\U%08x" : "\\u%04x", point));
            }
        });
        return valid.toString();
    }

    /**
     * Returns the text as one line.
     *
     * @param limit the maximum length in characters, at least 10; a longer text loses its middle, as names often differ at
     *     their ends only
     */
    static String line(String text, int limit) {
        String line = lines(text).replaceAll("[\\n\\t]+", " ").strip();
        if (line.length() <= limit) {
            return line;
        }
        int end = (limit - CUT.length()) / 2;
        int begin = limit - CUT.length() - end;
        return whole(line.substring(0, begin)) + CUT + whole(line.substring(line.length() - end));
    }

    /** Removes half a surrogate pair at either end. */
    private static String whole(String part) {
        int from = Character.isLowSurrogate(part.charAt(0)) ? 1 : 0;
        int to = Character.isHighSurrogate(part.charAt(part.length() - 1)) ? part.length() - 1 : part.length();
        return part.substring(from, to);
    }

    private static boolean isValid(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE -> false;
            default -> (point & 0xfffe) != 0xfffe; // not a character in any plane
        };
    }
}
