package io.jenkins.plugins.locustswarm.engine.stats;

/**
 * How often requests of one name failed in one way, as a summary keeps it. All texts may come from the target, so a
 * view must escape them; long ones are cut.
 *
 * @param count how often
 * @param type the request's type, for HTTP its method
 * @param name the request's name
 * @param error what Locust says about it
 */
public record FailureCount(long count, String type, String name, String error) {

    private static final int MAX_NAME = 200;
    private static final int MAX_ERROR = 500;

    /** Cuts what is too long for a summary. */
    public static FailureCount of(long count, String type, String name, String error) {
        return new FailureCount(
                count, Excerpt.of(type, MAX_NAME), Excerpt.of(name, MAX_NAME), Excerpt.of(error, MAX_ERROR));
    }
}
