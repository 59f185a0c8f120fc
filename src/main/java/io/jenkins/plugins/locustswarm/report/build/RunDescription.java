package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.stats.RunSetup;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.UsersReached;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jenkins.scm.api.SCMRevisionAction;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The requested load, and the one that ran. What is not known is absent. */
@Restricted(NoExternalUse.class)
public final class RunDescription {

    /** Enough to recognize a digest. */
    private static final int DIGITS = 12;

    private final Run<?, ?> run;
    private final RunSummary summary;

    RunDescription(Run<?, ?> run, RunSummary summary) {
        this.run = run;
        this.summary = summary;
    }

    /** Returns how long the load lasted in seconds; absent if it never started. */
    @CheckForNull
    public Long getSeconds() {
        Instant start = summary.startedAt();
        Instant end = summary.endedAt();
        return start == null || end == null
                ? null
                : Long.valueOf(Math.round(Duration.between(start, end).toMillis() / 1000.0));
    }

    /** Returns the largest number of users that ran at once; absent if it is not known. */
    @CheckForNull
    public Long getUsers() {
        UsersReached reached = summary.usersReached();
        return reached == null ? null : Long.valueOf(reached.users());
    }

    /** Returns within how many whole seconds so many users were started, at least 1; absent if it is not known. */
    @CheckForNull
    public Long getRampSeconds() {
        UsersReached reached = summary.usersReached();
        return reached == null ? null : Long.valueOf(reached.rampSeconds());
    }

    /**
     * Returns the number of users that were started per second on average until then; absent if it is not known, and for more
     * users than were asked for, which a load shape starts at a rate of its own.
     */
    @CheckForNull
    public Double getSpawnRate() {
        UsersReached reached = summary.usersReached();
        Integer asked = summary.load().users();
        return reached == null || asked == null || reached.users() > asked
                ? null
                : Double.valueOf(reached.startedPerSecond());
    }

    /** Returns the number of slaves that were asked for; absent if it is not known. */
    @CheckForNull
    public Integer getSlavesAsked() {
        return summary.setup() == null ? null : Integer.valueOf(summary.setup().slavesAsked());
    }

    /** Returns the number of slaves on which bootstrap.sh succeeded. */
    public int getSlaves() {
        return summary.setup() == null
                ? 0
                : summary.setup().machines().stream()
                        .filter(machines -> machines.role() == Role.WORKER)
                        .mapToInt(RunSetup.Machines::count)
                        .sum();
    }

    /** Returns the number of processes on each slave that was asked for, -1 for one per CPU; absent if it is not known. */
    @CheckForNull
    public Integer getProcesses() {
        return summary.setup() == null ? null : Integer.valueOf(summary.setup().processes());
    }

    /** Returns the number of extra arguments of Locust; 0 if it is not known. */
    public int getArguments() {
        Integer arguments = summary.setup() == null ? null : summary.setup().arguments();
        return arguments == null ? 0 : arguments;
    }

    /** Returns the machines by their kind; empty if they are not known. */
    public List<RunSetup.Machines> getMachines() {
        return summary.setup() == null ? List.of() : summary.setup().machines();
    }

    /** Returns the provider of the machines; absent for the plain results of a Locust without a swarm. */
    @CheckForNull
    public String getProvider() {
        return summary.provider();
    }

    /** Returns the version of Python; absent if it is not known. */
    @CheckForNull
    public String getPython() {
        return summary.setup() == null ? null : summary.setup().python();
    }

    /** Returns the beginning of the digest of the files that the machines got; absent if it is not known. */
    @CheckForNull
    public String getFiles() {
        String digest = summary.setup() == null ? null : summary.setup().files();
        return digest == null ? null : digest.substring(0, Math.min(DIGITS, digest.length()));
    }

    /** Returns the revision that a multibranch build checked out; absent for other builds. */
    @CheckForNull
    public String getRevision() {
        SCMRevisionAction revision = run.getAction(SCMRevisionAction.class);
        return revision == null ? null : revision.getRevision().toString();
    }

    /** Returns the stop condition that ended the load early, or {@code user NAME}; absent if nothing did. */
    @CheckForNull
    public String getStoppedBy() {
        return summary.stoppedBy();
    }
}
