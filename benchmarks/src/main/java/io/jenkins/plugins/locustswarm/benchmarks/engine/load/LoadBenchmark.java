package io.jenkins.plugins.locustswarm.benchmarks.engine.load;

import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.cli.LocustSwarm;
import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.AsLaunched;
import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares the load of a run by the command with that of Locust alone: users without wait time, on the same number of
 * processes.
 */
public final class LoadBenchmark implements Benchmark {

    private static final String WORKERS = "2";
    private static final String SECONDS = "15";
    private static final List<String> USERS = List.of("-u", "40", "-r", "40", "-t", SECONDS + "s");
    private static final String FILE = "viral_load.py";
    private static final Map<String, String> NEVER_WAIT = Map.of("MAX_WAIT", "0");

    /**
     * Multiplier for the number of rounds, because other work on the computer changes the result by a tenth between
     * rounds.
     */
    private static final int MORE = 3;

    @Override
    public Topic topic() {
        return Topic.LOAD;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        Path venv = LocustVenv.current();
        String version = Timed.process(bench.folder("version"), Map.of(), List.of(venv + "/bin/locust", "--version"))
                .out()
                .split(" ")[1];
        try (KanduApi target = KanduApi.start()) {
            byCommand(bench, venv, target); // warm
            Rounds rounds = Rounds.alternating(
                    MORE * bench.rounds(), () -> byCommand(bench, venv, target), () -> byLocust(bench, venv, target));
            return List.of(Row.ratio(
                            topic(),
                            "load: requests/s of a local swarm of " + WORKERS + " slaves",
                            "Locust with `--processes " + WORKERS + "`",
                            Goal.atLeast(0.97),
                            "requests/s",
                            rounds)
                    .noted(FILE + " by 40 users who never wait, for " + SECONDS
                            + " s, against the sample API on the same machine, which is busy with it altogether."
                            + " Requests are those of the file `_stats.csv`. The command also has Locust write its full"
                            + " history and HTML report, and polls the run; Locust alone writes its usual files.")
                    .version("Locust", version));
        }
    }

    private static double byCommand(Bench bench, Path venv, KanduApi target) throws Exception {
        Path folder = bench.folder("command");
        List<String> command = new ArrayList<>(AsLaunched.words(LocustSwarm.class));
        command.addAll(List.of(
                "test",
                "-f",
                FILE,
                "-H",
                target.baseUrl(),
                "-d",
                Repository.path("bootstrap").toString(),
                "-s",
                WORKERS,
                "-e",
                "MAX_WAIT=0",
                "-o",
                folder.resolve("results").toString()));
        command.addAll(USERS);
        Map<String, String> environment =
                Map.of(Home.VARIABLE, folder.resolve("home").toString(), "LOCUST_SWARM_VENV", venv.toString());
        Timed.process(folder, environment, command);
        return requestsPerSecond(folder.resolve("results"));
    }

    private static double byLocust(Bench bench, Path venv, KanduApi target) throws Exception {
        String port = String.valueOf(freePort());
        Path folder = bench.folder("locust");
        List<String> command = new ArrayList<>(List.of(
                "setsid", // Linux shares the cores by session: in the target's own it would get more of them than ours
                "--wait",
                venv + "/bin/locust",
                "-f",
                Repository.path("bootstrap").resolve(FILE).toString(),
                "-H",
                target.baseUrl(),
                "--headless",
                "--processes",
                WORKERS,
                "--master-bind-port",
                port, // 5557 may be another Locust's
                "--master-port",
                port,
                "--csv",
                folder.resolve(RunResults.PREFIX).toString()));
        command.addAll(USERS);
        Timed.process(folder, NEVER_WAIT, command);
        return requestsPerSecond(folder);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double requestsPerSecond(Path results) throws IOException {
        NameStats all = StatsCsv.read(results.resolve(RunResults.STATS)).aggregated();
        if (all.requests() == 0 || all.failures() > 0) {
            throw new IllegalStateException(all.failures() + " of " + all.requests() + " requests failed");
        }
        return (double) all.requests() / Integer.parseInt(SECONDS);
    }
}
