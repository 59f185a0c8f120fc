package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A load test on hundreds of hosts over SSH, with bad ones among them. */
public final class ManyHostsBenchmark implements Benchmark {

    private static final String LOOP = "a loop of ssh, all at once";
    private static final String WITHOUT = "without them";

    private static final String NOTE =
            "Measured once, the engine in a JVM that had not done it before. A host is an sshd with"
                    + " processes and files of its own; they share the cores, the memory, the ports and one installation of Locust"
                    + " of this computer. The first has the master, each other one a worker with one user, who reports a request"
                    + " every 2 s and sends none. The load takes 20 s, which are not counted. The other side is a shell loop that"
                    + " starts one ssh or scp for each host, all at once; ours uses 40 connections in turn, and also locks the hosts,"
                    + " supervises Locust and reads the results. Heap is what is in use after a collection, every 5 s.";
    private static final String BAD_NOTE =
            "Among the slaves are seven more hosts: one accepts connections in silence, one"
                    + " drops packets, one takes 20 s longer for bootstrap.sh, one answers commands with random bytes, one ends"
                    + " sessions at once, and during the load one freezes and one is killed. The swarm may do without them"
                    + " (--min-slaves). It waits for the slow one, and 15 s for one that does not answer; the others are not"
                    + " waiting meanwhile.";

    private final int count;

    /** @param count number of machines, that of the master included */
    public ManyHostsBenchmark(int count) {
        this.count = count;
    }

    @Override
    public Topic topic() {
        return Topic.MANY_HOSTS;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        Consumer<String> says = line -> bench.say(count + " hosts: " + line);
        says.accept("making them ...");
        Path bootstrap = LightLoad.write(bench.folder("bootstrap"));
        try (Machines machines = Machines.start(bench.folder("machines"), count)) {
            Path folder = bench.folder("many-hosts");
            SwarmOnHosts swarm = new SwarmOnHosts(machines, bootstrap, folder, says);
            List<Row> figures;
            PhaseTimes ours;
            try (ControllerUsage controller = new ControllerUsage()) {
                ours = swarm.measure();
                figures = figures(controller);
                figures.forEach(row -> says.accept(row.what() + ": " + row.ours() + " " + row.unit()));
            }
            PhaseTimes theirs = new LoopOfSsh(machines, bootstrap, folder).measure();
            says.accept(ours + ", loop: " + theirs);
            List<Row> rows = new ArrayList<>(againstLoop(ours, theirs));
            rows.addAll(figures);
            try (BadHosts bad = BadHosts.start(machines)) {
                PhaseTimes withBad = swarm.measureWith(bad);
                says.accept("with bad ones: " + withBad);
                rows.addAll(withBad(withBad, ours));
            }
            return rows;
        }
    }

    private List<Row> againstLoop(PhaseTimes ours, PhaseTimes theirs) {
        return Stream.of(
                        ratio("up, run, collect and down", LOOP, ours, theirs, PhaseTimes::total),
                        ratio("up", LOOP, ours, theirs, PhaseTimes::up),
                        ratio("run, until all workers are ready", LOOP, ours, theirs, PhaseTimes::ready),
                        ratio("collect", LOOP, ours, theirs, PhaseTimes::collect),
                        ratio("down", LOOP, ours, theirs, PhaseTimes::down))
                .map(row -> row.noted(NOTE))
                .toList();
    }

    private List<Row> figures(ControllerUsage controller) {
        return Stream.of(
                        figure("the controller's threads at the peak", "threads", controller.threads()),
                        figure("the controller's heap", "MB", controller.heapMegabytes()),
                        figure("the controller's processor time", "s", controller.processorSeconds()))
                .map(row -> row.noted(NOTE))
                .toList();
    }

    private List<Row> withBad(PhaseTimes with, PhaseTimes without) {
        return Stream.of(
                        ratio("with bad ones: until the others are up", WITHOUT, with, without, PhaseTimes::healthyUp),
                        ratio("with bad ones: up", WITHOUT, with, without, PhaseTimes::up),
                        ratio("with bad ones: run, until all are ready", WITHOUT, with, without, PhaseTimes::ready),
                        ratio("with bad ones: collect", WITHOUT, with, without, PhaseTimes::collect),
                        ratio("with bad ones: down", WITHOUT, with, without, PhaseTimes::down))
                .map(row -> row.noted(BAD_NOTE))
                .toList();
    }

    private Row ratio(
            String what, String against, PhaseTimes one, PhaseTimes other, ToDoubleFunction<PhaseTimes> part) {
        Rounds rounds = new Rounds(List.of(part.applyAsDouble(one)), List.of(part.applyAsDouble(other)));
        return Row.ratio(topic(), count + " hosts: " + what, against, Goal.none(), "s", rounds);
    }

    private Row figure(String what, String unit, double figure) {
        return Row.figure(topic(), count + " hosts: " + what, "", Goal.none(), unit, List.of(figure));
    }
}
