package io.jenkins.plugins.locustswarm.engine.stats;

import java.util.Objects;

/**
 * An error of one request name and its number, as a summary keeps it. All texts may come from the target, so a view must
 * escape them; long texts are cut.
 *
 * @param count how often requests failed with this error
 * @param type type of the request, for HTTP its method
 * @param name name of the request
 * @param error Locust's text for the error
 */
public record FailureCount(long count, String type, String name, String error) {

    private static final int MAX_NAME = 200;
    private static final int MAX_ERROR = 500;

    public FailureCount {
        Objects.requireNonNull(type, "requests have a type, which may be empty");
        Objects.requireNonNull(name, "requests have a name");
        Objects.requireNonNull(error, "a failure has an error");
    }

    /** Cuts texts that are too long for a summary. */
    public static FailureCount of(long count, String type, String name, String error) {
        return new FailureCount(
                count, Excerpt.of(type, MAX_NAME), Excerpt.of(name, MAX_NAME), Excerpt.of(error, MAX_ERROR));
    }
}
