package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.benchmarks.run.PeerVenv;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ways to start Locust on the same machines with the same files, each measured from the start of a command to the
 * last ready worker.
 */
final class BringUp {

    static final String PEER = "locust-swarm==6.1.1";

    private static final String LOCUSTFILE = "browse.py";
    private static final String BROWSE = """
            from locust import HttpUser, constant, task


            class Browser(HttpUser):
                wait_time = constant(0.1)

                @task
                def browse(self):
                    self.client.get("/kandus")
            """;

    /** Starts the command with a different ssh configuration than the system's, which other processes do not see. */
    private static final String WITH_SSH_CONFIGURATION = "mount --bind \"$1\" /etc/ssh/ssh_config; shift; exec \"$@\"";

    private static final String BARE_LOOP = """
            tar -czf "$1.tgz" -C "$1" .
            archive=$1.tgz file=$2 target=$3 master=$4
            shift 4
            unpack='mkdir floor && tar -xzf - -C floor && cd floor && sudo LOCUST_SWARM_VENV=%s ./bootstrap.sh >&2 &&
                exec locust --headless -f '$file
            ssh "$master" "$unpack --master --master-bind-host $master --expect-workers $# -u 1 -t 2s -H $target" \\
                <"$archive" &
            for slave; do
                ssh "$slave" "$unpack --worker --master-host $master" <"$archive" &
            done
            wait
            """.formatted(MachineVenv.SEEN);

    private final Machines machines;
    private final String target;
    private final Path folder;
    private final Path bootstrap;
    private final Path work;

    /** @param folder empty */
    BringUp(Machines machines, String target, Path folder) throws IOException {
        this.machines = machines;
        this.target = target;
        this.folder = folder;
        this.bootstrap = Files.createDirectories(folder.resolve("bootstrap"));
        Files.copy(Repository.path("bootstrap/bootstrap.sh"), bootstrap.resolve("bootstrap.sh"));
        Files.writeString(bootstrap.resolve(LOCUSTFILE), BROWSE);
        this.work = Files.createDirectories(folder.resolve("work"));
        Files.writeString(work.resolve(LOCUSTFILE), BROWSE);
    }

    /** Builds the command if it is out of date. */
    static void build() throws IOException, InterruptedException {
        Path command = Repository.path("locust-swarm");
        Path target = Files.createDirectories(Repository.path("benchmarks/target"));
        Timed.process(target, Map.of(), List.of(command.toString(), "--version"));
    }

    /** With {@code ./locust-swarm}. */
    double ours() throws IOException, InterruptedException {
        Path results = folder.resolve("results");
        return toReady(
                () -> {
                    run(
                            Map.of("LOCUST_SWARM_HOME", folder.resolve("home").toString()),
                            List.of(
                                    "bash",
                                    "-c",
                                    "\"$@\" || [[ $? == 1 ]]", // what so short a run is worth is not the question
                                    "ours",
                                    Repository.path("locust-swarm").toString(),
                                    "test",
                                    "-c",
                                    machines.commandConfiguration().toString(),
                                    "-d",
                                    bootstrap.toString(),
                                    "-f",
                                    LOCUSTFILE,
                                    "-H",
                                    target,
                                    "-u",
                                    "1",
                                    "-t",
                                    "2s",
                                    "-o",
                                    results.toString()));
                    return Files.readString(results.resolve("master.log"));
                },
                machines.slaves().size());
    }

    /** With the {@code swarm} from PyPI. */
    double peer() throws IOException, InterruptedException {
        List<String> command = List.of(
                PeerVenv.with(PEER).resolve("bin/swarm").toString(),
                "-f",
                LOCUSTFILE,
                "--extra-files",
                LOCUSTFILE,
                "--loadgen-list",
                String.join(",", machines.slaves()),
                "--remote-master",
                machines.master(),
                "--port",
                freePort(),
                "--processes",
                "1",
                "-H",
                target,
                "-u",
                "1",
                "-t",
                "8s");
        return toReady(
                () -> run(Map.of(), withSshConfiguration(command)),
                machines.slaves().size());
    }

    /** The peer's master listens on all addresses, and loopback machines share their ports with the whole computer. */
    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    /** The lower bound: on all machines at once, a single ssh that unpacks the files and starts Locust. */
    double floor() throws IOException, InterruptedException {
        return toReady(
                () -> run(Map.of(), bareLoop(machines.slaves())),
                machines.slaves().size());
    }

    /** The same with one worker. */
    double floorOfOne() throws IOException, InterruptedException {
        return toReady(() -> run(Map.of(), bareLoop(machines.slaves().subList(0, 1))), 1);
    }

    private List<String> bareLoop(List<String> slaves) {
        List<String> command = new ArrayList<>(
                List.of("bash", "-ec", BARE_LOOP, "bare", bootstrap.toString(), LOCUSTFILE, target, machines.master()));
        command.addAll(slaves);
        return withSshConfiguration(command);
    }

    private List<String> withSshConfiguration(List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "bash",
                "-ec",
                WITH_SSH_CONFIGURATION,
                "with",
                machines.sshConfiguration().toString()));
        all.addAll(command);
        return all;
    }

    private String run(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        return Timed.process(work, environment, command).out();
    }

    /** A bring-up that is over when the log of Locust's master says so. */
    @FunctionalInterface
    private interface Way {
        String masterLog() throws IOException, InterruptedException;
    }

    private double toReady(Way way, int workers) throws IOException, InterruptedException {
        machines.clean();
        Instant start = Instant.now();
        String log = way.masterLog();
        return Duration.between(start, MasterLog.ready(log, workers)).toNanos() / 1e9;
    }
}
