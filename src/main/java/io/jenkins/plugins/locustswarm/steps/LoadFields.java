package io.jenkins.plugins.locustswarm.steps;

import java.util.List;

/** What a form or a Pipeline says of a run. */
interface LoadFields {

    /** The test's name; empty for that of the locustfile. */
    String getName();

    /** The locustfile, a path below the bootstrap directory. */
    String getFile();

    /** Base URL of the target; empty when the locustfile brings its own. */
    String getHost();

    /** Simulated users at the peak; empty for Locust's default. */
    String getUsers();

    /** Users started per second; empty for Locust's default. */
    String getSpawnRate();

    /** How long the load lasts; empty for a run until it is stopped. */
    String getRunTime();

    /** How long users may finish what they do; empty for no time. */
    String getStopTimeout();

    /** Worker processes on each slave. */
    String getProcesses();

    /** Variables for Locust; one without a value has that of the build. */
    List<NamedValue> getEnvironment();

    /** What the run must hold. */
    List<GateField> getGates();

    /** Whether the result files are archived. */
    boolean isArchive();
}
