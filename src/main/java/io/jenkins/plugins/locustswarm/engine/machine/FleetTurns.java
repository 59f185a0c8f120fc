package io.jenkins.plugins.locustswarm.engine.machine;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.DaemonThread;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Gives machines of a fleet their turns, which begin when a machine is added. A machine that waits for its turn takes no
 * thread. For use by one thread, which closes it at the end.
 */
public final class FleetTurns implements AutoCloseable {

    /** How often the pauses are asked for again. */
    private static final Duration MAX_WAIT = Duration.ofMillis(250);

    /** An event for the thread of the turns. */
    private sealed interface Event {}

    private record Added(List<MachineRecord> machines) implements Event {}

    private record Removed(MachineRecord machine) implements Event {}

    private record NoMore() implements Event {}

    /** A turn that has ended; failure is what it threw. */
    private record Ended(
            MachineRecord machine,
            boolean done,
            @CheckForNull Throwable failure) implements Event {}

    private final Fleet fleet;
    private final ExecutorService threads;
    private final SwarmRecord swarm;
    private final MachineTurns turns;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<MachineRecord> added = new ArrayList<>();
    private final Map<MachineRecord, Outcome<Void>> outcomes = new ConcurrentHashMap<>();
    private final FutureTask<Void> loop = new FutureTask<>(this::run, null);
    private final Thread thread;

    // used by the thread of the turns only
    private final Set<MachineRecord> waiting = new LinkedHashSet<>();
    private final Map<MachineRecord, Future<?>> running = new HashMap<>();

    FleetTurns(Fleet fleet, ExecutorService threads, SwarmRecord swarm, MachineTurns turns) {
        this.fleet = fleet;
        this.threads = threads;
        this.swarm = swarm;
        this.turns = turns;
        this.thread = DaemonThread.of("swarm " + swarm.name() + " turns", loop);
    }

    /** Begins the turns of more machines. */
    public void add(Collection<MachineRecord> machines) {
        added.addAll(machines);
        events.add(new Added(List.copyOf(machines)));
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /** Ends the turns of a machine, which then has no outcome. */
    public void remove(MachineRecord machine) {
        added.remove(machine);
        outcomes.remove(machine);
        events.add(new Removed(machine));
    }

    /** Returns the outcomes, without a value, of the machines whose turns have ended, in the order of the machines. */
    public List<Outcome<Void>> outcomes() {
        return added.stream()
                .filter(outcomes::containsKey)
                .<Outcome<Void>>map(outcomes::get)
                .toList();
    }

    /**
     * Waits for the end of all turns. Interrupting the caller interrupts the turns.
     *
     * @return an outcome without a value for each machine, in the order of the machines
     */
    public List<Outcome<Void>> finish() throws InterruptedException {
        add(List.of());
        events.add(new NoMore());
        try {
            loop.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            close();
        }
        return outcomes();
    }

    /**
     * Throws what has ended the turns of all machines, if anything has.
     *
     * @throws IllegalStateException if a turn threw an error
     */
    public void check() throws InterruptedException {
        if (loop.isDone()) {
            try {
                loop.get();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    /** Returns what a caller throws for what has ended the turns. */
    private static RuntimeException failure(Throwable cause) throws InterruptedException {
        if (cause instanceof TurnsInterruptedException) {
            throw new InterruptedException();
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }

    /** Interrupts the turns that have not ended, and returns when none can begin any more. */
    @Override
    public void close() {
        loop.cancel(true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        fleet.closeIdle(swarm);
    }

    /** The turns were interrupted, not their caller. */
    private static final class TurnsInterruptedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private void run() {
        boolean more = true;
        try {
            while (more || !waiting.isEmpty() || !running.isEmpty()) {
                long wait = beginTurns().toNanos();
                Event event = waiting.isEmpty() ? events.take() : events.poll(wait, TimeUnit.NANOSECONDS);
                while (event != null) {
                    more &= !(event instanceof NoMore);
                    take(event);
                    event = events.poll();
                }
            }
        } catch (InterruptedException e) {
            throw new TurnsInterruptedException();
        } finally {
            running.values().forEach(turn -> turn.cancel(true));
        }
    }

    /** Begins the turns of all machines that need not wait, and returns how long the others wait at least. */
    private Duration beginTurns() {
        Duration least = MAX_WAIT;
        for (Iterator<MachineRecord> machines = waiting.iterator(); machines.hasNext(); ) {
            MachineRecord machine = machines.next();
            Duration pause = turns.pause(machine);
            if (pause.isZero() || pause.isNegative()) {
                machines.remove();
                running.put(machine, threads.submit(() -> events.add(turn(machine))));
            } else if (pause.compareTo(least) < 0) {
                least = pause;
            }
        }
        return least;
    }

    /** Catches everything, since the caller waits for the end of each turn. */
    private Ended turn(MachineRecord machine) {
        try {
            try {
                return new Ended(machine, fleet.on(swarm, machine, turns::turn), null);
            } catch (ShellException e) {
                fleet.forget(machine);
                turns.noAnswer(machine, e);
                return new Ended(machine, false, null);
            }
        } catch (Throwable e) {
            return new Ended(machine, true, e);
        }
    }

    private void take(Event event) throws InterruptedException {
        if (event instanceof Added news) {
            waiting.addAll(news.machines());
        } else if (event instanceof Removed old) {
            waiting.remove(old.machine());
            Future<?> turn = running.remove(old.machine());
            if (turn != null) {
                turn.cancel(true);
            }
            fleet.forget(old.machine());
        } else if (event instanceof Ended turn && running.remove(turn.machine()) != null) {
            take(turn);
        }
    }

    private void take(Ended turn) throws InterruptedException {
        Throwable failure = turn.failure();
        if (failure instanceof InterruptedException) {
            throw new InterruptedException();
        }
        if (failure != null && !(failure instanceof RuntimeException)) {
            throw new IllegalStateException(failure);
        }
        if (turn.done()) {
            outcomes.put(turn.machine(), new Outcome<>(turn.machine(), null, (RuntimeException) failure));
        } else {
            waiting.add(turn.machine());
        }
    }
}
