package io.jenkins.plugins.locustswarm.benchmarks.engine.command;

import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.benchmarks.run.PeerVenv;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long the shortest uses of the command take, which is mostly the start of its process. */
public final class StartBenchmark implements Benchmark {

    private static final String PEER = "awscli==1.46.3";
    private static final String NOTE =
            "The whole process each time, on a computer that has run both before. The peer only"
                    + " prints its version; list looks for swarms in a home that has none.";

    /** A start is so short that variations of the computer blur the ratio. */
    private static final int ROUNDS_PER_ROUND = 4;

    @Override
    public Topic topic() {
        return Topic.START;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        Path folder = bench.folder("start");
        Path aws = PeerVenv.with(PEER).resolve("bin/aws");
        List<Row> rows = new ArrayList<>();
        for (String argument : List.of("list", "--help")) {
            List<String> ours = List.of(Repository.path("locust-swarm").toString(), argument);
            seconds(folder, ours); // builds the command if it is out of date
            Rounds rounds = Rounds.alternating(
                    ROUNDS_PER_ROUND * bench.rounds(),
                    () -> seconds(folder, ours),
                    () -> seconds(folder, List.of(aws.toString(), "--version")));
            rows.add(Row.ratio(
                            Topic.START,
                            "locust-swarm " + argument,
                            "PyPI awscli, aws --version",
                            Goal.atMost(0.5),
                            "s",
                            rounds)
                    .noted(NOTE)
                    .version("awscli", "1.46.3"));
        }
        return rows;
    }

    private static double seconds(Path folder, List<String> command) throws IOException, InterruptedException {
        return Timed.process(
                        folder,
                        Map.of("LOCUST_SWARM_HOME", folder.resolve("home").toString()),
                        command)
                .seconds();
    }
}
