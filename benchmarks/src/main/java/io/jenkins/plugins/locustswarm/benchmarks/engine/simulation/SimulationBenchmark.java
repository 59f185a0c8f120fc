package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import io.jenkins.plugins.locustswarm.benchmarks.row.Figures;
import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.benchmarks.run.Heap;
import io.jenkins.plugins.locustswarm.benchmarks.run.Phases;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.FileKeyVault;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * Measures swarms that are too large for one computer: the real engine on a simulated EC2, with the latencies that
 * were measured on the machines of this run.
 */
public final class SimulationBenchmark implements Benchmark {

    private static final double REAL_SPEED = 1;

    /** Of one c5.xlarge, by its author: www.daemonology.net/blog/2021-08-12-EC2-boot-time-benchmarking.html. */
    private static final Duration API_CALL = Duration.ofMillis(1_543);

    private static final Duration PENDING = Duration.ofMillis(4_905);
    private static final Duration BOOT = Duration.ofMillis(17_176 + 5_643);

    /** The same value as in the rows about the loopback cloud. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(40);

    private static final FolderSnapshot BOOTSTRAP = FolderSnapshot.of(Repository.path("bootstrap"));
    private static final EnumSet<Role> ALL = EnumSet.allOf(Role.class);

    @Override
    public Topic topic() {
        return Topic.SIMULATION;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        Recording recorded = Recording.make(bench);
        Recording.Cost cost = recorded.perConnection();
        String note = ("The engine's own bring-up and teardown on a simulated EC2, whose clock runs at the real"
                        + " speed. An API call takes 1.5 s, a launched machine 4.9 s until EC2 says running and 22.8 s more"
                        + " until it takes logins (published by ec2-boot-bench's author); EC2 launches 1000 machines"
                        + " at once and then 2 a second, takes 5 RunInstances calls at once and then 2 a second, and"
                        + " ends 20 machines a second, as it documents. The floor has the same latencies and nothing"
                        + " of ours: three calls (subnets, security group, rule), RunInstances for 100 machines each"
                        + " at these rates, and on each machine at the first possible moment its boot, a login, a"
                        + " command, the bootstrap directory and bootstrap.sh. Recorded on loopback in"
                        + " this run: a login %s, the bootstrap directory %s, bootstrap.sh %s with Locust there and %s"
                        + " without. A connection costs the controller %s KB of heap, %s threads and %s ms of processor"
                        + " time, measured on %s of them; heap and threads below have that added for each connection that is open at the"
                        + " same time.")
                .formatted(
                        seconds(recorded.connects()),
                        seconds(recorded.uploads()),
                        seconds(recorded.bootstraps()),
                        seconds(List.of(recorded.installation())),
                        text(cost.heapKilobytes()),
                        text(cost.threads()),
                        text(cost.processorMillis()),
                        "40");
        List<Row> rows = new ArrayList<>();
        List<Duration> installations = List.of(recorded.installation());
        rows.addAll(swarm(bench, 100, "", Goals.NONE, recorded, installations));
        rows.addAll(swarm(bench, 1_000, "", Goals.OF_1000, recorded, installations));
        rows.addAll(swarm(bench, 1_000, ", Locust in the image", Goals.OF_1000, recorded, recorded.bootstraps()));
        rows.addAll(swarm(bench, 3_200, "", Goals.OF_3200, recorded, installations));
        return rows.stream().map(row -> row.noted(note)).toList();
    }

    /** What a swarm's figures are to be: the time relative to the floor, threads, and heap in MB. */
    private record Goals(Goal time, Goal threads, Goal heap) {

        static final Goals NONE = new Goals(Goal.none(), Goal.none(), Goal.none());
        static final Goals OF_1000 = new Goals(Goal.atMost(1.15), Goal.atMost(200), Goal.atMost(100));
        static final Goals OF_3200 = new Goals(Goal.atMost(1.1), Goal.none(), Goal.atMost(300));
    }

    private List<Row> swarm(
            Bench bench, int workers, String how, Goals goals, Recording recorded, List<Duration> bootstraps)
            throws Exception {
        SimulatedTime time = new SimulatedTime(
                REAL_SPEED,
                API_CALL,
                PENDING,
                BOOT,
                SHUTDOWN,
                recorded.connects(),
                recorded.commands(),
                recorded.uploads(),
                bootstraps);
        SimulatedEc2 ec2 = new SimulatedEc2(time);
        FileRecordStore store = new FileRecordStore(bench.folder("simulation"));
        Instant now = Instant.now();
        RecordKeeper keeper = new RecordKeeper(
                store, SwarmRecord.planned("load", "ann", "c", "ec2", Map.of(), now, now.plus(Duration.ofHours(4))));
        double heapBefore = Heap.usedMegabytes();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.resetPeakThreadCount();
        int threadsBefore = threads.getThreadCount();
        List<Double> gone = new ArrayList<>();
        SimulatedMachines machines = new SimulatedMachines(ec2, time);
        try (SimulatedProvider provider = new SimulatedProvider(
                        ec2, machines, SimulatedProvider.settings(time).build(), new FileKeyVault(store::folderOf));
                Swarm swarm = new Swarm(keeper, provider, new Phases(line -> bench.say("simulation: " + line)))) {
            double up = Timed.seconds(() ->
                    swarm.up(new SwarmPlan(ALL, workers, workers, BOOTSTRAP, SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE)));
            double heap = Heap.usedMegabytes() - heapBefore;
            int peak = threads.getPeakThreadCount() - threadsBefore;
            long start = System.nanoTime();
            try (Swarm ending =
                    new Swarm(keeper, provider, new Phases(line -> gone.add((System.nanoTime() - start) / 1e9)))) {
                ending.down(ALL);
            }
            int calls =
                    ec2.calls().values().stream().mapToInt(Integer::intValue).sum();
            Recording.Cost cost = recorded.perConnection();
            String what = "simulated: " + workers + " slaves" + how + ": ";
            double floor = new SimulatedFloor(time).of(workers + 1).toMillis() / 1000.;
            return List.of(
                    Row.ratio(
                            topic(),
                            what + "until all are up",
                            "the floor",
                            goals.time(),
                            "s",
                            new Rounds(List.of(up), List.of(floor))),
                    row(what + "`down` until all are shutting down", Goal.none(), "s", gone.get(0)),
                    row(what + "API calls, up and down", Goal.none(), "calls", calls),
                    row(
                            what + "the controller's heap",
                            goals.heap(),
                            "MB",
                            heap + machines.mostConnections() * cost.heapKilobytes() / 1024),
                    row(
                            what + "the controller's threads at the peak",
                            goals.threads(),
                            "threads",
                            peak + machines.mostConnections() * cost.threads()));
        }
    }

    private Row row(String what, Goal goal, String unit, double figure) {
        return Row.figure(topic(), what, "", goal, unit, List.of(figure));
    }

    private static String seconds(List<Duration> times) {
        return text(times.stream().mapToLong(Duration::toMillis).average().orElseThrow() / 1000.) + " s";
    }

    private static String text(double figure) {
        return Figures.text(figure);
    }
}
