package io.jenkins.plugins.locustswarm.engine.failure;

import java.util.List;

/** The first ones of many items, for a message that is short enough to be read. */
public final class FirstOfMany {

    private FirstOfMany() {}

    /** Returns names, such as "a, b and 3 more". */
    public static String names(List<String> names, int max) {
        return first(names, max, ", ", " and ");
    }

    /** Returns parts of a sentence that can contain commas, such as "a is gone; b is gone; and 3 more". */
    public static String clauses(List<String> clauses, int max) {
        return first(clauses, max, "; ", "; and ");
    }

    /** Returns sentences, such as "a is gone. b is gone. And 3 more." */
    public static String sentences(List<String> sentences, int max) {
        return first(sentences, max, " ", " And ") + (sentences.size() > max ? "." : "");
    }

    private static String first(List<String> items, int max, String separator, String last) {
        int more = items.size() - max;
        String first = String.join(separator, items.subList(0, Math.min(max, items.size())));
        return more > 0 ? first + last + more + " more" : first;
    }
}
