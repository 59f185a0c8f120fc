package io.jenkins.plugins.locustswarm.engine.text;

import java.util.HashMap;
import java.util.Map;

/** Cuts names in their middle so that different names stay different. */
final class UniqueShortNames {

    private static final int MAX_NUMBER = 999; // a longer mark would leave no room for the name

    private final int columns;
    private final Map<String, String> wholeByCut = new HashMap<>();

    UniqueShortNames(int columns) {
        this.columns = columns;
    }

    String of(String whole) {
        String cut = Printable.cutMiddle(whole, columns, Printable.CUT);
        for (int number = 2; number <= MAX_NUMBER && !whole.equals(wholeByCut.getOrDefault(cut, whole)); number++) {
            cut = Printable.cutMiddle(whole, columns, ".." + number + "..");
        }
        wholeByCut.put(cut, whole);
        return cut;
    }
}
