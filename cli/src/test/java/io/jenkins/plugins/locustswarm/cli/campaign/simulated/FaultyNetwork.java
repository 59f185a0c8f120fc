package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedNetwork;
import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedTime;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What goes wrong between the controller and the machines. Safe for use by several threads. */
final class FaultyNetwork implements SimulatedNetwork {

    /** The time after which a login is given up. */
    private static final Duration LOGIN = Duration.ofSeconds(30);

    private static final Duration A_WHILE = Duration.ofSeconds(60);

    private final SimulatedSchedule schedule;
    private final SimulatedTime time;
    private final FaultTimes times;
    private final SimulatedNetwork network;
    private final Random random;
    private final long choice;

    /** When the controller has first reached each instance. */
    private final Map<String, Long> reached = new ConcurrentHashMap<>();

    FaultyNetwork(SimulatedSchedule schedule, SimulatedTime time, FaultTimes times, SimulatedNetwork network) {
        this.schedule = schedule;
        this.time = time;
        this.times = times;
        this.network = network;
        this.random = schedule.details();
        this.choice = random.nextLong();
    }

    @Override
    public Set<String> answering(Collection<String> addresses) throws InterruptedException {
        boolean noFiles = schedule.has(Fault.NO_FILES) && times.isWithin(FaultTimes.Window.FILES);
        return noFiles ? Set.of() : network.answering(addresses);
    }

    @Override
    public Shell connect(MachineRecord machine) throws InterruptedException {
        reached.putIfAbsent(machine.id(), System.nanoTime());
        if (schedule.has(Fault.NO_FILES) && times.isWithin(FaultTimes.Window.FILES)) {
            throw new ShellException(machine.name() + " could not be reached: too many open files.");
        }
        if (stalls(machine.id()) && random.nextBoolean()) {
            time.pass(LOGIN);
            throw new ShellException(machine.name() + " accepted a connection and did not answer in time.");
        }
        return new FaultyShell(this, machine, network.connect(machine), time);
    }

    boolean stalls(String machine) {
        return has(Fault.ONLY_STALLS, machine) || has(Fault.STALLS, machine) && isForAWhile(machine);
    }

    boolean talksRubbish(String machine) {
        return has(Fault.ONLY_RUBBISH, machine) || has(Fault.RUBBISH, machine) && isForAWhile(machine);
    }

    boolean breaks() {
        return schedule.has(Fault.BREAKS) && times.goWrong() && random.nextInt(10) == 0;
    }

    /** Whether the machine has this fault. */
    boolean has(Fault fault, String machine) {
        return schedule.has(fault)
                && times.goWrong()
                && new Random(choice ^ machine.hashCode() * 31L + fault.ordinal()).nextInt(100)
                        < InstanceTimelines.percent(schedule);
    }

    private boolean isForAWhile(String machine) {
        return time.since(reached.get(machine)).compareTo(A_WHILE) < 0;
    }
}
