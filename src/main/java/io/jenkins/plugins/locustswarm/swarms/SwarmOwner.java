package io.jenkins.plugins.locustswarm.swarms;

import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** Whose a swarm is: the build that it works for, and what for. */
public final class SwarmOwner {

    /** Begins the names of all that Jenkins has in a record beside its providers. */
    static final String JENKINS = "jenkins.";

    /** In the record: the build, as {@code folder/job#12}; follows the job when that is renamed. */
    public static final String RUN = "jenkins.run";

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

    public String jobName() {
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

    /**
     * Those of the build; when it was deleted, those of the nearest above it that is still there.
     *
     * @param tracked ids of credentials whose use by the build is tracked already; grows
     */
    BuildCredentials credentials(Set<String> tracked) {
        Optional<Run<?, ?>> run = run();
        if (run.isPresent()) {
            return BuildCredentials.of(run.get(), tracked);
        }
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            for (String path = jobName();
                    !path.isEmpty();
                    path = path.substring(0, Math.max(0, path.lastIndexOf('/')))) {
                Item item = Jenkins.get().getItemByFullName(path);
                if (item != null) {
                    return BuildCredentials.of(item);
                }
            }
        }
        return BuildCredentials.of(Jenkins.get());
    }

    /** Whether the current user may know the job; one that is gone is known to administrators only. */
    public boolean isVisible() {
        Jenkins jenkins = Jenkins.get();
        try {
            return jenkins.hasPermission(Jenkins.ADMINISTER) || jenkins.getItemByFullName(jobName()) != null;
        } catch (AccessDeniedException e) {
            return false; // may find out that there is a job of a name that is known already, and no more
        }
    }

    /** Whether the build goes on, or will after a restart. */
    public boolean isAlive() {
        return run().map(Run::isBuilding).orElse(false);
    }
}
