package io.jenkins.plugins.locustswarm.engine.stats;

/** The beginning of a text that may be long. */
public final class Excerpt {

    private static final String CUT = "...";

    private Excerpt() {}

    /** Returns the text, cut if it is longer than the limit in characters. */
    static String of(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    /** Returns a sentence with these words: with a full stop, unless they end with one, as an excerpt that was cut does. */
    public static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    /** Returns the words of a sentence, to go on with; those of an excerpt that was cut keep its mark. */
    public static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") && !sentence.endsWith(CUT)
                ? sentence.substring(0, sentence.length() - 1)
                : sentence;
    }

    /** Returns the cut text on one line, for a sentence. Control characters become question marks. */
    public static String line(String text, int limit) {
        return of(text.replaceAll("\\p{Cntrl}", "?"), limit);
    }
}
