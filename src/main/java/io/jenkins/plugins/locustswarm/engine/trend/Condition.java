package io.jenkins.plugins.locustswarm.engine.trend;

/** Something that is asked for in a run, or that it depends on. */
public enum Condition {
    LOCUSTFILE("locustfile", false),
    HOST("host", true),
    USERS("users", true),
    SPAWN_RATE("spawn rate", false),
    RUN_TIME("run time", true),
    WORKERS("workers", true),
    LOCUST_VERSION("Locust version", true),
    /** Whether the figures contain the ramp-up. */
    RAMP("ramp-up in the figures", true);

    private final String words;
    private final boolean decisive;

    Condition(String words, boolean decisive) {
        this.words = words;
        this.decisive = decisive;
    }

    /** Returns whether figures of runs that differ in it cannot be compared. */
    boolean isDecisive() {
        return decisive;
    }

    /** Returns the condition in words. */
    @Override
    public String toString() {
        return words;
    }
}
