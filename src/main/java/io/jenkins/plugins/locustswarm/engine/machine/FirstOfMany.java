package io.jenkins.plugins.locustswarm.engine.machine;

import java.util.List;

/** The first ones of many items, for a message that is still read. */
public final class FirstOfMany {

    private static final int SHOWN = 10;

    private FirstOfMany() {}

    /** Returns the items with this text between them; of more than ten, the first ten and the number of the others. */
    public static String of(List<String> items, String between) {
        int more = items.size() - SHOWN;
        String first = String.join(between, items.subList(0, Math.min(SHOWN, items.size())));
        return more > 0 ? first + between + "and " + more + " more" : first;
    }
}
