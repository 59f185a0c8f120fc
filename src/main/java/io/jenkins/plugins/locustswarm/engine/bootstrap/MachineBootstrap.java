package io.jenkins.plugins.locustswarm.engine.bootstrap;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;

/** What the controller knows of bootstrap.sh on one machine. Used by one thread at a time, except for {@link #pause}. */
final class MachineBootstrap {

    /** Time for the machine to end bootstrap.sh at its deadline, and to be asked. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final BootstrapOutput output;
    private final boolean scout;
    private volatile boolean mayRun;
    private boolean begun;
    private volatile boolean ended;

    @CheckForNull
    private Deadline deadline;

    @CheckForNull
    private Deadline silence;

    /** Elapsed time of the process at the last look; absent if the next turn need not wait. */
    @CheckForNull
    private volatile Duration elapsed;

    private volatile boolean silent;
    private volatile long lookedAt;

    /**
     * @param mayRun whether an earlier controller may have started bootstrap.sh with the same files
     * @param scout whether it is looked at often
     */
    MachineBootstrap(BootstrapOutput output, boolean mayRun, boolean scout) {
        this.output = output;
        this.mayRun = mayRun;
        this.scout = scout;
    }

    BootstrapOutput output() {
        return output;
    }

    /** Whether bootstrap.sh may run, or have run, with the files of this bring-up. */
    boolean mayRun() {
        return mayRun;
    }

    /** Whether this process has started bootstrap.sh, or has seen it run. */
    boolean begun() {
        return begun;
    }

    /** Records that bootstrap.sh is being started. */
    void begins() {
        mayRun = true;
        begun = true;
        ended = false;
    }

    /** Records that bootstrap.sh does not run. */
    void ends() {
        ended = true;
    }

    /** Whether bootstrap.sh is known not to run. */
    boolean hasEnded() {
        return ended;
    }

    /** Records that bootstrap.sh has to be started. */
    void isAbsent() {
        mayRun = false;
        answered();
    }

    /** Records that bootstrap.sh runs; longest is its deadline on the machine. */
    void runs(BootstrapState state, Duration longest) {
        begun = true;
        answered();
        if (deadline == null) {
            deadline = Deadline.in(longest.minus(state.elapsed()).plus(MARGIN));
        }
        lookedAt = System.nanoTime();
        elapsed = state.hasMoreOutput() ? null : state.elapsed();
    }

    /** Whether the machine should have ended bootstrap.sh. */
    boolean isOverdue() {
        return deadline != null && deadline.passed();
    }

    private void answered() {
        silence = null;
        silent = false;
        elapsed = null;
    }

    /** Records that the machine did not answer, and returns whether it has not done so for that time. */
    boolean isSilentFor(Duration time) {
        if (silence == null) {
            silence = Deadline.in(time);
        }
        lookedAt = System.nanoTime();
        silent = true;
        return silence.passed();
    }

    /** Returns the time until the next turn. */
    Duration pause(BootstrapPace pace) {
        Duration since = Duration.ofNanos(System.nanoTime() - lookedAt);
        if (silent) {
            return BootstrapPace.untilNextAttempt(since);
        }
        Duration last = elapsed;
        return last == null ? Duration.ZERO : pace.untilLook(last, since, scout);
    }
}
