package io.jenkins.plugins.locustswarm.steps.operation;

import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs an operation, one round at a time, in a thread of the pool, and records its failures. {@link PhaseWork} does the
 * work.
 */
public final class OperationRunner {

    private static final Logger LOGGER = Logger.getLogger(OperationRunner.class.getName());

    /** A JVM that is short of memory may have some a moment later. */
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(3);

    private static final int MAX_ERRORS_IN_A_ROW = 3;

    private final SwarmOperation operation;
    private final PhaseWork phases;
    private int errorsInARow;

    public OperationRunner(SwarmOperation operation, BuildContext build) {
        this.operation = operation;
        this.phases = new PhaseWork(operation, build);
    }

    /**
     * Completes the operation's current phase, or polls a run once. A failure is recorded in the operation.
     *
     * @return the time until the next round
     * @throws InterruptedException if another thread needs the swarm, or Jenkins is shutting down
     */
    public Duration round() throws InterruptedException {
        OperationPhase phase = operation.phase();
        try {
            Duration pause = phases.work(phase);
            errorsInARow = 0;
            return pause;
        } catch (InterruptedException e) {
            throw e;
        } catch (SwarmException e) {
            failIfInterrupted();
            operation.failed(phase, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (IOException e) {
            failIfInterrupted();
            operation.failed(phase, e.getMessage() == null ? e.toString() : FileErrorText.withFile(e));
        } catch (Throwable e) { // also checked exceptions that are not declared
            if (isOfTheJvm(e)) {
                return retry(phase, e);
            }
            failIfInterrupted();
            failed(phase, e);
        }
        return Duration.ZERO;
    }

    /** An interrupt closes the channel of a file that is read or written: what fails then is not the phase. */
    private static void failIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Records that this phase failed with an exception whose message is not for users: a bug, or a JVM in trouble. */
    public void failed(OperationPhase phase, Throwable unexpected) {
        operation.failed(
                phase, "An internal error occurred. For details, see the system log of Jenkins: " + unexpected);
        LOGGER.log(Level.WARNING, unexpected, () -> "Unexpected error (a defect, or a JVM error): " + operation);
    }

    /** Errors of other threads arrive as the cause of another exception. */
    private static boolean isOfTheJvm(Throwable thrown) {
        return thrown instanceof Error || thrown.getCause() instanceof Error;
    }

    /** Retries the phase: a run should not be given up because memory was short for a moment. */
    private Duration retry(OperationPhase phase, Throwable error) {
        errorsInARow++;
        if (errorsInARow >= MAX_ERRORS_IN_A_ROW) {
            errorsInARow = 0;
            failed(phase, error);
            return Duration.ZERO;
        }
        LOGGER.log(Level.WARNING, error, () -> "Trying again: " + operation);
        return PAUSE_AFTER_ERROR;
    }

    /** Ends the page of the running test. To be called when the operation is done, or given up. */
    public void end() {
        phases.end();
    }
}
