package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A load test by shell loops that start one ssh or scp for each machine, all at once, and nothing else. */
final class LoopOfSsh {

    private static final String COMMON = """
            set -euo pipefail
            config=$1 bootstrap=$2 results=$3 master=$4
            shift 4
            all() { # COMMAND...: for each of the machines, whose name is HOST in it
                local host jobs=()
                for host in "${hosts[@]}"; do
                    "${@//HOST/$host}" &
                    jobs+=($!)
                done
                for host in "${jobs[@]}"; do
                    wait "$host"
                done
            }
            """;

    private static final String UP = COMMON + """
            tar -czf "$bootstrap.tgz" -C "$bootstrap" .
            send() {
                ssh -F "$config" "$1" 'mkdir swarm && cd swarm && tar -xzf - &&
                    sudo LOCUST_SWARM_VENV=%s ./bootstrap.sh >bootstrap.log 2>&1' <"$bootstrap.tgz"
            }
            hosts=("$master" "$@")
            all send HOST
            """.formatted(MachineVenv.SEEN);

    private static final String RUN = COMMON + """
            ssh -F "$config" "$master" "cd swarm && exec locust --headless -f %1$s --master --master-bind-host $master \\
                --expect-workers $# --expect-workers-max-wait 600 -u $# -r $# -t %2$ds --csv locust >master.log 2>&1" &
            hosts=("$@")
            all ssh -F "$config" HOST \\
                "cd swarm && setsid locust -f %1$s --worker --master-host $master >worker.log 2>&1 </dev/null &"
            wait
            """.formatted(LightLoad.LOCUSTFILE, LightLoad.SECONDS);

    private static final String COLLECT = COMMON + """
            scp -qF "$config" "$master:swarm/locust_*" "$master:swarm/master.log" "$results" &
            hosts=("$@")
            all scp -qF "$config" HOST:swarm/worker.log "$results/HOST.log"
            wait
            """;

    private static final String DOWN = COMMON + """
            hosts=("$master" "$@")
            all ssh -F "$config" HOST 'pkill -KILL -x locust; rm -rf swarm'
            """;

    private final Machines machines;
    private final Path bootstrap;
    private final Path folder;

    /**
     * @param bootstrap what the machines get
     * @param folder for results
     */
    LoopOfSsh(Machines machines, Path bootstrap, Path folder) {
        this.machines = machines;
        this.bootstrap = bootstrap;
        this.folder = folder;
    }

    PhaseTimes measure() throws IOException, InterruptedException {
        Path results = Files.createTempDirectory(folder, "of-ssh");
        double up = run(UP, results);
        Instant start = Instant.now();
        run(RUN, results);
        double collect = run(COLLECT, results);
        double down = run(DOWN, results);
        Instant ready = MasterLog.ready(
                Files.readString(results.resolve("master.log")),
                machines.slaves().size());
        return new PhaseTimes(up, up, Duration.between(start, ready).toMillis() / 1e3, collect, down);
    }

    private double run(String script, Path results) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                script,
                "loop",
                machines.sshConfiguration().toString(),
                bootstrap.toString(),
                results.toString(),
                machines.master()));
        command.addAll(machines.slaves());
        return Timed.process(folder, Map.of(), command).seconds();
    }
}
