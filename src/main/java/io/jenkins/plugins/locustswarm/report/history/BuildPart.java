package io.jenkins.plugins.locustswarm.report.history;

import hudson.model.Run;
import hudson.model.RunMap;
import java.nio.file.Path;
import java.util.Optional;

/** A part of each build of a job that a small file in the folder of the build repeats. */
interface BuildPart<T> {

    /** Returns the part of a loaded build. */
    T of(Run<?, ?> run);

    /**
     * Returns the part of a build without loading it; empty if there is no valid file.
     *
     * @param builds the builds of the job
     * @param folder the folder of the build
     */
    Optional<T> read(RunMap<?> builds, int number, Path folder);

    /** Writes the file of a build that has ended and has the part. */
    void write(Run<?, ?> run, Path folder);
}
