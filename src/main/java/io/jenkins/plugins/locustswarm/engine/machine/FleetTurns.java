package io.jenkins.plugins.locustswarm.engine.machine;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Gives the machines of a fleet their turns. A machine that waits for its turn takes no thread. */
final class FleetTurns {

    /** How often the pauses are asked for again. */
    private static final Duration MAX_WAIT = Duration.ofMillis(250);

    /** A turn that has ended; failure is what it threw. */
    private record Ended(
            MachineRecord machine,
            boolean done,
            @CheckForNull Throwable failure) {}

    private final Fleet fleet;
    private final ExecutorService threads;
    private final SwarmRecord swarm;
    private final MachineTurns turns;
    private final Set<MachineRecord> waiting;
    private final Map<MachineRecord, Future<?>> running = new HashMap<>();
    private final Map<MachineRecord, Outcome<Void>> outcomes = new HashMap<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

    FleetTurns(
            Fleet fleet,
            ExecutorService threads,
            SwarmRecord swarm,
            Collection<MachineRecord> machines,
            MachineTurns turns) {
        this.fleet = fleet;
        this.threads = threads;
        this.swarm = swarm;
        this.turns = turns;
        this.waiting = new LinkedHashSet<>(machines);
    }

    List<Outcome<Void>> run() throws InterruptedException {
        List<MachineRecord> machines = List.copyOf(waiting);
        try {
            while (outcomes.size() < machines.size()) {
                long wait = beginTurns().toNanos();
                Ended turn = waiting.isEmpty() ? ended.take() : ended.poll(wait, TimeUnit.NANOSECONDS);
                while (turn != null) {
                    take(turn);
                    turn = ended.poll();
                }
            }
        } finally {
            running.values().forEach(turn -> turn.cancel(true));
        }
        return machines.stream().map(outcomes::get).toList();
    }

    /** Begins the turns of all machines that need not wait, and returns how long the others wait at least. */
    private Duration beginTurns() {
        Duration least = MAX_WAIT;
        for (Iterator<MachineRecord> machines = waiting.iterator(); machines.hasNext(); ) {
            MachineRecord machine = machines.next();
            Duration pause = turns.pause(machine);
            if (pause.isZero() || pause.isNegative()) {
                machines.remove();
                running.put(machine, threads.submit(() -> ended.add(turn(machine))));
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

    private void take(Ended turn) throws InterruptedException {
        running.remove(turn.machine());
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
