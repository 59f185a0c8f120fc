package io.jenkins.plugins.locustswarm.engine.bootstrap;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.util.Optional;

/** The controller's view of bootstrap.sh on one machine. Used by one thread at a time, except for {@link #pause}. */
final class MachineBootstrap {

    /** Time for the machine to end bootstrap.sh at its deadline, and to be asked. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /** Starts over connections that break, or on a machine that loses its files. */
    private static final int MAX_STARTS = 3;

    private enum Phase {
        TO_BE_STARTED,
        /** An earlier controller may have started it. */
        UNKNOWN,
        /** This controller has started it, or has seen it run. */
        BEGUN,
        ENDED
    }

    private final BootstrapOutput output;
    private final boolean scout;
    private volatile Phase phase;
    private int starts;

    @CheckForNull
    private ShellException startFailure;

    @CheckForNull
    private Deadline deadline;

    /** The end of the time in which the machine is to answer again; absent if it answers. */
    @CheckForNull
    private volatile Deadline silence;

    /** Elapsed time of the process at the last look; absent if the next turn need not wait. */
    @CheckForNull
    private volatile Duration elapsed;

    private volatile long lookedAt;

    /**
     * @param mayRun whether an earlier controller may have started bootstrap.sh with the same files
     * @param scout whether it is looked at often
     */
    MachineBootstrap(BootstrapOutput output, boolean mayRun, boolean scout) {
        this.output = output;
        this.phase = mayRun ? Phase.UNKNOWN : Phase.TO_BE_STARTED;
        this.scout = scout;
    }

    BootstrapOutput output() {
        return output;
    }

    /** Whether bootstrap.sh may run with the files of this bring-up. */
    boolean mayRun() {
        return phase == Phase.UNKNOWN || phase == Phase.BEGUN;
    }

    /** Whether this process has started bootstrap.sh, or has seen it run. */
    boolean begun() {
        return phase == Phase.BEGUN;
    }

    /** Whether bootstrap.sh has ended, and is not started again. */
    boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    /** Records that bootstrap.sh is being started. */
    void recordStart() {
        phase = Phase.BEGUN;
        starts++;
        startFailure = null;
    }

    /** Records that a start failed, after which bootstrap.sh may run, since the answer may have been lost. */
    void recordStartFailure(ShellException e) {
        startFailure = e;
    }

    /** Returns why bootstrap.sh, which does not run, is not started again; empty if it is. */
    Optional<ShellException> whyNotStarted() {
        boolean again = startFailure instanceof BrokenConnectionException && starts < MAX_STARTS;
        return again ? Optional.empty() : Optional.ofNullable(startFailure);
    }

    /** Whether bootstrap.sh, which the machine does not know, was started so often that it is not started again. */
    boolean wasStartedTooOften() {
        return starts >= MAX_STARTS;
    }

    /** Records that bootstrap.sh has to be started. */
    void recordAbsent() {
        phase = Phase.TO_BE_STARTED;
        recordAnswer();
    }

    /** Records that bootstrap.sh runs; longest is its deadline on the machine. */
    void recordRunning(BootstrapState state, Duration longest) {
        phase = Phase.BEGUN;
        startFailure = null;
        recordAnswer();
        if (deadline == null) {
            deadline = Deadline.in(longest.minus(state.elapsed()).plus(MARGIN));
        }
        lookedAt = System.nanoTime();
        elapsed = state.hasMoreOutput() ? null : state.elapsed();
    }

    /** Records that bootstrap.sh has ended. */
    void recordEnd() {
        phase = Phase.ENDED;
    }

    /** Whether the machine should have ended bootstrap.sh. */
    boolean isOverdue() {
        return deadline != null && deadline.passed();
    }

    private void recordAnswer() {
        silence = null;
        elapsed = null;
    }

    /** Records that the machine did not answer; longest is the time after which it counts as lost. */
    void recordSilence(Duration longest) {
        if (silence == null) {
            silence = Deadline.in(longest);
        }
        lookedAt = System.nanoTime();
    }

    /** Whether the machine has not answered for too long. */
    boolean isLost() {
        Deadline end = silence;
        return end != null && end.passed();
    }

    /** Returns the time until the next turn. */
    Duration pause(BootstrapPace pace) {
        Duration since = Duration.ofNanos(System.nanoTime() - lookedAt);
        if (silence != null) {
            return BootstrapPace.untilNextAttempt(since);
        }
        Duration last = elapsed;
        return last == null ? Duration.ZERO : pace.untilLook(last, since, scout);
    }
}
