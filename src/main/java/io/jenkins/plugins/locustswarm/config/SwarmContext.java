package io.jenkins.plugins.locustswarm.config;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.nio.file.Path;
import java.util.Optional;

/** What a provider of machines needs to know of the swarm and the build that it works for. */
public final class SwarmContext {

    private final SwarmRecord record;
    private final Path folder;
    private final Run<?, ?> run;
    private final Job<?, ?> job;
    private final FolderSnapshot bootstrap;

    private SwarmContext(SwarmRecord record, Path folder, Run<?, ?> run, Job<?, ?> job, FolderSnapshot bootstrap) {
        this.record = record;
        this.folder = folder;
        this.run = run;
        this.job = job;
        this.bootstrap = bootstrap;
    }

    /**
     * @param record as it is now
     * @param folder the swarm's private folder on the controller
     */
    public static SwarmContext of(SwarmRecord record, Path folder) {
        return new SwarmContext(record, folder, null, null, null);
    }

    /** The same for a build, in whose name credentials are looked up. */
    public SwarmContext forRun(Run<?, ?> build) {
        return new SwarmContext(record, folder, build, build.getParent(), bootstrap);
    }

    /** The same for a job whose build is gone. */
    public SwarmContext forJob(Job<?, ?> of) {
        return new SwarmContext(record, folder, null, of, bootstrap);
    }

    /** The same with the files that the machines are to get. */
    public SwarmContext withBootstrap(FolderSnapshot files) {
        return new SwarmContext(record, folder, run, job, files);
    }

    public SwarmRecord record() {
        return record;
    }

    /** The swarm's private folder on the controller. */
    public Path folder() {
        return folder;
    }

    /** Empty when the build was deleted. */
    public Optional<Run<?, ?>> run() {
        return Optional.ofNullable(run);
    }

    /** Empty when the job was deleted. */
    public Optional<Job<?, ?>> job() {
        return Optional.ofNullable(job);
    }

    /** Empty when nothing is brought up. */
    public Optional<FolderSnapshot> bootstrap() {
        return Optional.ofNullable(bootstrap);
    }
}
