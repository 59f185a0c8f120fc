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

    /** Returns the name that differs least from the given one; empty if none is similar. */
    public static Optional<String> closest(String given, Collection<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .filter(name -> distance.apply(name, given) <= Math.min(MAX_CHANGES, name.length() / 2))
                .min(Comparator.comparing(name -> distance.apply(name, given)));
    }
}
