package io.jenkins.plugins.locustswarm.engine.stats;

/** The beginning of a text that may be long. */
public final class Excerpt {

    private static final String CUT = "...";

    private Excerpt() {}

    /** The text, cut where it is longer than so many characters. */
    static String of(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    /** The same on one line, for a sentence. */
    public static String line(String text, int limit) {
        return of(text.replaceAll("\\p{Cntrl}", "?"), limit);
    }
}
