package io.jenkins.plugins.locustswarm.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant who mistyped a name. */
public final class SimilarNames {

    /** More changes than these make another word. */
    private static final int MAX_CHANGES = 3;

    private SimilarNames() {}

    /** The name that differs least from the given one, if any is near. */
    public static Optional<String> to(String given, Collection<String> names) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .filter(name -> distance.apply(name, given) <= Math.min(MAX_CHANGES, name.length() / 2))
                .min(Comparator.comparing(name -> distance.apply(name, given)));
    }
}
