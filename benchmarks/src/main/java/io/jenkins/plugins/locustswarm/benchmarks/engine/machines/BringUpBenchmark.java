package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long it takes until all workers are ready on machines that have Locust. */
public final class BringUpBenchmark implements Benchmark {

    private static final String AGAINST_PEER = "PyPI locust-swarm, --remote-master";
    private static final String AGAINST_ALL = "floor: all machines' own work";
    private static final String AGAINST_ONE = "one machine's own work";

    private static final String PEER_NOTE = "From the start of ./locust-swarm test or of swarm to the line in which"
            + " Locust's master says that the last worker is ready; one machine is the master's, each other one has one"
            + " worker. The peer gets the locustfile with --extra-files and installs nothing; ours also locks the"
            + " machines, sends the bootstrap directory and runs bootstrap.sh.";
    private static final String ALL_NOTE =
            "The floor is a shell loop that starts one ssh for each machine, all at once:"
                    + " unpack the same files, run the same bootstrap.sh, start Locust, and nothing else. The machines share"
                    + " the cores of this computer, so this is what N of them need here whoever starts them.";
    private static final String ONE_NOTE =
            "The same loop for a master and one worker: what each of N real machines would"
                    + " take, which have cores of their own. Here they share those of one computer, and nothing could come near"
                    + " it; hence no goal.";

    /**
     * Up to this number of machines, a bring-up is so short that variations of the computer blur the ratio; it gets
     * more rounds.
     */
    private static final int MORE_ROUNDS = 16;

    private static final Map<Integer, Goal> PEER_GOALS = Map.of(16, Goal.atMost(0.5));
    private static final Map<Integer, Goal> FLOOR_GOALS = Map.of(16, Goal.atMost(1.15), 64, Goal.atMost(1.5));

    @Override
    public Topic topic() {
        return Topic.BRING_UP;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        BringUp.build();
        List<Row> rows = new ArrayList<>();
        for (int count : List.of(4, 16, 64)) {
            bench.say("bring-up of " + count + " machines ...");
            try (KanduApi api = KanduApi.start();
                    Machines machines = Machines.start(bench.folder("machines"), count)) {
                rows.addAll(measure(bench, count, new BringUp(machines, api.baseUrl(), bench.folder("bring-up"))));
            }
        }
        return rows;
    }

    private static List<Row> measure(Bench bench, int count, BringUp bringUp) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        Rounds peer = Rounds.alternating(
                count <= MORE_ROUNDS ? 2 * bench.rounds() : bench.rounds(),
                () -> {
                    all.add(bringUp.floor());
                    one.add(bringUp.floorOfOne());
                    ours.add(bringUp.ours());
                    return ours.get(ours.size() - 1);
                },
                bringUp::peer);
        bench.say(count + " machines: ours " + ours + ", peer " + peer.peer() + ", floor " + all + ", one " + one);
        return List.of(
                row(count, AGAINST_PEER, PEER_GOALS, peer).noted(PEER_NOTE).version("locust-swarm (PyPI)", "6.1.1"),
                row(count, AGAINST_ALL, FLOOR_GOALS, new Rounds(ours, all)).noted(ALL_NOTE),
                row(count, AGAINST_ONE, Map.of(), new Rounds(ours, one)).noted(ONE_NOTE));
    }

    private static Row row(int count, String against, Map<Integer, Goal> goals, Rounds rounds) {
        Goal goal = goals.getOrDefault(count, Goal.none());
        return Row.ratio(Topic.BRING_UP, "bring-up of " + count + " machines", against, goal, "s", rounds);
    }
}
