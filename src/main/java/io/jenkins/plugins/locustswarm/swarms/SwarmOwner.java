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
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.access.AccessDeniedException;

/** The build that a swarm belongs to, as the record of the swarm names it; or none, if an image is made of the swarm. */
@Restricted(NoExternalUse.class)
public final class SwarmOwner {

    /** The prefix of the resources that Jenkins itself adds to a record. */
    static final String JENKINS = "jenkins.";

    /** The resource that holds the build, as {@code folder/job#12}; updated when the job is renamed or moved. */
    public static final String RUN = "jenkins.run";

    /** The resource that holds the time of the build in milliseconds; absent in records of earlier versions. */
    static final String TIME = "jenkins.time";

    static final String TEST = "jenkins.test";
    static final String PROFILE = "jenkins.profile";

    /** The resource of a swarm for making an image, which belongs to no build. */
    static final String IMAGE = "jenkins.image";

    /** What is known of the owner. */
    public enum State {
        /** The build is running, or will continue after a restart; or an image is made of the swarm. */
        ALIVE,
        /** The build has ended or was deleted; or no image is made of the swarm any more. */
        OVER,
        /** There is no job of that name: it was deleted, or is being renamed or moved and will be found in a moment. */
        WITHOUT_JOB
    }

    private final SwarmRecord record;

    private SwarmOwner(SwarmRecord record) {
        this.record = record;
    }

    public static SwarmOwner of(SwarmRecord record) {
        return new SwarmOwner(record);
    }

    /** Returns the record with its owner. */
    static SwarmRecord added(SwarmRecord record, Run<?, ?> run, String testName, String profile) {
        return record.withResource(RUN, run.getExternalizableId())
                .withResource(TIME, time(run))
                .withResource(TEST, testName)
                .withResource(PROFILE, profile);
    }

    private static String time(Run<?, ?> run) {
        return String.valueOf(run.getTimeInMillis());
    }

    /** Returns the record of a swarm for making an image. */
    static SwarmRecord forImage(SwarmRecord record, String profile) {
        return record.withResource(IMAGE, "true").withResource(PROFILE, profile);
    }

    /** Returns whether the swarm belongs to no build, since an image is made from it. */
    boolean isForImage() {
        return record.resources().containsKey(IMAGE);
    }

    /** Returns the id of the build, even if the build was deleted; empty if the swarm belongs to none. */
    public String runId() {
        return isForImage() ? "" : record.resources().getOrDefault(RUN, record.owner());
    }

    /**
     * Returns the name of the build for people, such as {@code folder » job #12}, even if the build was deleted; or
     * what the swarm is for, if it belongs to none.
     */
    public String buildName() {
        return isForImage()
                ? record.owner()
                : run().map(Run::getFullDisplayName)
                        .orElseGet(
                                () -> runId().replaceFirst("#(?=\\d+$)", " #").replace("/", " » "));
    }

    /** Returns why nothing uses the swarm any more, for the middle of a sentence. */
    public String endReason() {
        return isForImage()
                ? "the " + buildName() + " is no longer being created"
                : "its build " + buildName() + " has ended";
    }

    public String profile() {
        return record.resources().getOrDefault(PROFILE, "");
    }

    public String jobName() {
        String id = runId();
        int number = id.lastIndexOf('#');
        return number < 0 ? id : id.substring(0, number);
    }

    /** Returns the build; empty if it was deleted. Does not depend on the permissions of the current user. */
    public Optional<Run<?, ?>> run() {
        if (runId().indexOf('#') < 0) {
            return Optional.empty();
        }
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Optional.<Run<?, ?>>ofNullable(Run.fromExternalizableId(runId()))
                    .filter(this::is);
        }
    }

    /** Returns whether this is the build: one of a job that was deleted and created again may have the same id. */
    boolean is(Run<?, ?> run) {
        return run.getExternalizableId().equals(runId())
                && record.resources().getOrDefault(TIME, time(run)).equals(time(run));
    }

    /**
     * Returns the credentials of the build; if it was deleted, those of its job or the nearest folder that still
     * exists. A swarm without a build has those of the system store.
     *
     * @param tracked the ids of the credentials whose use by the build is already tracked; grows
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

    /** Returns whether the current user may see the name of the job; that of a deleted job is for administrators only. */
    public boolean isVisible() {
        Jenkins jenkins = Jenkins.get();
        try {
            return jenkins.hasPermission(Jenkins.ADMINISTER)
                    || (!isForImage() && jenkins.getItemByFullName(jobName()) != null);
        } catch (AccessDeniedException e) {
            return false; // the user may discover the job, but not read it
        }
    }

    /** Returns what is known of the build, or of the making of an image. */
    public State state() {
        if (Swarms.get().isInUse(record.name())) {
            return State.ALIVE;
        }
        Optional<Run<?, ?>> run = run();
        if (run.isPresent()) {
            return run.get().isBuilding() ? State.ALIVE : State.OVER;
        }
        return isForImage() || hasJob() ? State.OVER : State.WITHOUT_JOB;
    }

    private boolean hasJob() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            return Jenkins.get().getItemByFullName(jobName()) != null;
        }
    }

    /** Returns whether the build is running, or will continue after a restart; or whether an image is made of the swarm. */
    public boolean isAlive() {
        return state() == State.ALIVE;
    }
}
