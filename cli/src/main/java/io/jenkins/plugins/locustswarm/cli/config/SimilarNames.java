package io.jenkins.plugins.locustswarm.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggestions for mistyped names. */
public final class SimilarNames {

    /** A name that differs by more characters is not a suggestion. */
    private static final int MAX_CHANGES = 3;

    private SimilarNames() {}

    /**
     * Returns the name that differs least from the given one; empty if none is similar: at most a third of its characters
     * may differ. Hyphens at the beginning do not count, and a single letter is similar to nothing.
     */
    public static Optional<String> closest(String given, Collection<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .filter(name -> word(name).length() > 1)
                .filter(name -> distance.apply(word(name), word(given)) <= maxChanges(word(name)))
                .min(Comparator.comparing(name -> distance.apply(name, given)));
    }

    private static int maxChanges(String word) {
        return Math.min(MAX_CHANGES, (word.length() + 2) / 3); // two letters in the wrong order are two changes
    }

    private static String word(String name) {
        return name.replaceFirst("^-+", "");
    }
}
