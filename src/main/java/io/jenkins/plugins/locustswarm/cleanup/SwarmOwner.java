package io.jenkins.plugins.locustswarm.cleanup;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Whose a swarm is: the build that it works for, and what for. */
public final class SwarmOwner {

    /** In the record: the build, as {@code folder/job#12}; follows the job when that is renamed. */
    static final String RUN = "jenkins.run";

    static final String TEST = "jenkins.test";
    static final String PROFILE = "jenkins.profile";

    private final SwarmRecord record;

    private SwarmOwner(SwarmRecord record) {
        this.record = record;
    }

    public static SwarmOwner of(SwarmRecord record) {
        return new SwarmOwner(record);
    }

    static SwarmRecord written(SwarmRecord record, Run<?, ?> run, String testName, String profile) {
        return record.withResource(RUN, run.getExternalizableId())
                .withResource(TEST, testName)
                .withResource(PROFILE, profile);
    }

    /** The build's id, also when it was deleted. */
    public String runId() {
        return record.resources().getOrDefault(RUN, record.owner());
    }

    public String testName() {
        return record.resources().getOrDefault(TEST, "");
    }

    public String profile() {
        return record.resources().getOrDefault(PROFILE, "");
    }

    String jobName() {
        String id = runId();
        int number = id.lastIndexOf('#');
        return number < 0 ? id : id.substring(0, number);
    }

    /** Empty when it was deleted, whoever asks: a build that the current user must not see is not gone. */
    public Optional<Run<?, ?>> run() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return runId().indexOf('#') < 0 ? Optional.empty() : Optional.ofNullable(Run.fromExternalizableId(runId()));
        }
    }

    /** Empty when it was deleted, whoever asks. */
    public Optional<Job<?, ?>> job() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Optional.ofNullable(Jenkins.get().getItemByFullName(jobName(), Job.class));
        }
    }

    /** Whether the build goes on, or will after a restart. */
    public boolean isAlive() {
        return run().map(Run::isBuilding).orElse(false);
    }
}
