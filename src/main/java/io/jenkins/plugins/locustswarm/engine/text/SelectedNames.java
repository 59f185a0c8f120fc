package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Chooses the request names that a table shows: a locustfile that puts identifiers into its names has thousands of them,
 * which are too many to read.
 */
final class SelectedNames {

    static final int MAX_NAMES = 50;

    /** The maximum number of names that are chosen for their failures. */
    private static final int MAX_FAILING = MAX_NAMES / 2;

    private SelectedNames() {}

    /** Returns all names if they are few, else those with the most failures or the most requests, in the same order. */
    static List<NameStats> of(List<NameStats> names) {
        if (names.size() <= MAX_NAMES) {
            return names;
        }
        Set<NameStats> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        names.stream()
                .filter(name -> name.failures() > 0)
                .sorted(Comparator.comparingLong(NameStats::failures).reversed())
                .limit(MAX_FAILING)
                .forEach(chosen::add);
        names.stream()
                .sorted(Comparator.comparingLong(NameStats::requests).reversed())
                .filter(name -> !chosen.contains(name))
                .limit(MAX_NAMES - chosen.size())
                .toList()
                .forEach(chosen::add);
        return names.stream().filter(chosen::contains).toList();
    }
}
