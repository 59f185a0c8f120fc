package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import java.io.Serializable;

/**
 * Tells the run of an operation from others on the same swarm, which another branch of the build may have started. Pipeline
 * stores it with the operation. Thread-safe.
 */
final class OwnRun implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The id of the newest run before this operation's own; empty if there was none. */
    private String earlier;

    /** The id of this operation's run; absent until it was started, and if Jenkins was killed while it was being started. */
    @CheckForNull
    private String id;

    /** Whether the start is known not to have been attempted yet. */
    private boolean unattempted;

    private OwnRun(String earlier, boolean unattempted) {
        this.earlier = earlier;
        this.unattempted = unattempted;
    }

    /** Returns the run of a new operation. */
    OwnRun() {
        this("", true);
    }

    /** Returns the run of an operation that an earlier version stored, whose start may have been attempted. */
    static OwnRun after(String earlier) {
        return new OwnRun(earlier, false);
    }

    /** After a restart of Jenkins, nothing says whether the start was attempted after the operation was stored. */
    private synchronized Object readResolve() {
        unattempted = false;
        return this;
    }

    /**
     * Prepares the start of the run. Before the first attempt, a run on the swarm belongs to someone else.
     *
     * @param newest the newest run of the swarm
     */
    synchronized void starting(@CheckForNull RunRecord newest) {
        if (unattempted) {
            found(newest);
            unattempted = false;
        }
    }

    /** Records the newest run of the swarm when the operation found it. */
    synchronized void found(@CheckForNull RunRecord newest) {
        earlier = newest == null ? "" : newest.id();
    }

    synchronized void started(RunRecord run) {
        id = run.id();
    }

    /** Whether this is the run of the operation. */
    synchronized boolean is(RunRecord run) {
        return id == null ? !unattempted && !run.id().equals(earlier) : run.id().equals(id);
    }
}
