package io.jenkins.plugins.locustswarm.engine.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.file.Path;

/**
 * What people call the locustfile of a run. A directory whose files the machines got is {@code .} for Locust there, and has
 * its own name for people.
 */
public final class LocustfileName {

    /** The argument of Locust for all files of the machines. */
    public static final String ALL = ".";

    private LocustfileName() {}

    /**
     * Returns the name of a locustfile.
     *
     * @param swarm the swarm whose machines have it
     * @param locustfile the argument of Locust
     */
    public static String of(SwarmRecord swarm, @CheckForNull String locustfile) {
        if (locustfile != null && !locustfile.equals(ALL)) {
            return locustfile;
        }
        String folder = swarm.locustfileFolder();
        Path name = folder == null ? null : Path.of(folder).normalize().getFileName();
        return name == null || name.toString().isEmpty() || name.toString().equals("..") ? ALL : name.toString();
    }

    /** Returns the name of the locustfile of the swarm's newest run. */
    public static String ofRun(SwarmRecord swarm) {
        return of(swarm, swarm.run().locustfile());
    }
}
