package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command of a process, which may be killed or aborted. */
final class Command {

    /** What a command does. */
    interface Work {
        void run() throws InterruptedException;
    }

    /**
     * How a command has ended.
     *
     * @param words what happened
     * @param succeeded whether it did what it was to do
     * @param violation what must not happen; empty if all is well
     */
    record Result(String words, boolean succeeded, String violation) {}

    static final String TOO_LONG = " did not end soon after an abort, but after ";

    /** The longest time that an aborted command may take, by the real clock. */
    private static final Duration MAX_ABORT_TIME = Duration.ofSeconds(20);

    private final SimulatedEnvironment world;
    private final ScheduledExecutorService timer;
    private Thread thread;
    private long abortedAt;

    Command(SimulatedEnvironment world, ScheduledExecutorService timer) {
        this.world = world;
        this.timer = timer;
    }

    Result run(String name, ControllerProcess process, CommandEnd end, Work work) {
        synchronized (this) {
            thread = Thread.currentThread();
        }
        ScheduledFuture<?> ending = end.kind() == CommandEnd.Kind.BY_ITSELF || end.step() > 0
                ? null
                : timer.schedule(
                        () -> end(process, end), world.time().real(end.after()).toNanos(), TimeUnit.NANOSECONDS);
        Throwable thrown = null;
        try {
            work.run();
        } catch (Throwable e) {
            thrown = e;
        }
        synchronized (this) {
            thread = null; // nothing interrupts it from now on
        }
        if (ending != null) {
            ending.cancel(false);
        }
        boolean interrupted = Thread.interrupted();
        return result(name, process, thrown, interrupted);
    }

    private synchronized void end(ControllerProcess process, CommandEnd end) {
        if (thread != null) {
            abortedAt = System.nanoTime();
            if (end.kind() == CommandEnd.Kind.KILLED) {
                process.kill();
            }
            thread.interrupt();
        }
    }

    private Result result(String name, ControllerProcess process, Throwable thrown, boolean interrupted) {
        Duration since = Duration.ofNanos(abortedAt == 0 ? 0 : System.nanoTime() - abortedAt);
        String violation = since.compareTo(MAX_ABORT_TIME) > 0 ? name + TOO_LONG + since.toSeconds() + " s" : "";
        if (process.isKilled()) {
            return new Result(name + " was killed", false, violation);
        }
        if (thrown == null) {
            return new Result(name + " succeeded", true, violation);
        }
        if (thrown instanceof InterruptedException && abortedAt != 0) {
            return new Result(name + " was aborted", false, violation);
        }
        String what = name + " failed: " + thrown.getMessage();
        if (!(thrown instanceof SwarmException)) {
            return new Result(what, false, name + " threw " + StackTraces.of(thrown));
        }
        return new Result(what, false, isSentence(thrown.getMessage()) ? violation : "no sentence: " + what);
    }

    private static boolean isSentence(String message) {
        return message.matches("[A-Z\\d\"a-z][^\\n]*\\.")
                && Stream.of("null", "Optional[", "..", ".;", "  ").noneMatch(message::contains);
    }
}
