package io.jenkins.plugins.locustswarm.benchmarks.engine.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.cli.LocustSwarm;
import io.jenkins.plugins.locustswarm.cli.fixture.AsLaunched;
import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the command on a local swarm whose master is Locust and whose workers are {@code benchmarks/workers}, which speak
 * Locust's protocol and report requests that nobody sent.
 */
final class ProtocolWorkers {

    static final int SECONDS = 30;

    private static final int PER_SLAVE = 200;
    private static final int USERS_PER_WORKER = 10;
    private static final String LOCUSTFILE = """
            from locust import HttpUser, task


            class User(HttpUser):
                host = "http://127.0.0.1:1"

                @task
                def never(self):
                    pass
            """;
    private static final String BOOTSTRAP = """
            #!/usr/bin/env bash
            mkdir -p "$LOCUST_SWARM_VENV/bin"
            cat >"$LOCUST_SWARM_VENV/bin/locust" <<'END'
            #!/usr/bin/env bash
            for argument; do
                [[ $argument != --worker ]] || exec %1$s/bin/python %2$s "$@"
            done
            exec %1$s/bin/locust "$@"
            END
            chmod +x "$LOCUST_SWARM_VENV/bin/locust"
            """;

    /**
     * The outcome of a run.
     *
     * @param summary the summary of the command
     * @param log the log of Locust's master
     * @param requestsSent number of requests that the workers reported
     * @param silent number of workers that were late with a heartbeat themselves
     */
    record Run(JsonNode summary, MasterTimes log, long requestsSent, int silent) {}

    private final Path folder;

    /** @param folder empty */
    ProtocolWorkers(Path folder, Path venv) throws IOException {
        this.folder = folder;
        Path bootstrap = Files.createDirectories(folder.resolve("bootstrap"));
        Files.writeString(bootstrap.resolve("locustfile.py"), LOCUSTFILE);
        Path script = Files.writeString(
                bootstrap.resolve("bootstrap.sh"),
                BOOTSTRAP.formatted(venv, Repository.path("benchmarks/workers/protocol_workers.py")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** @param names number of request names in each report of a worker */
    Run run(int workers, int names) throws IOException, InterruptedException {
        Path reports = Files.createDirectories(folder.resolve("reports"));
        Path results = folder.resolve("results");
        int users = workers * USERS_PER_WORKER;
        List<String> command = new ArrayList<>(List.of("bash", "-c", "\"$@\" || [[ $? == 1 ]]", "command"));
        command.addAll(AsLaunched.words(LocustSwarm.class));
        command.addAll(List.of(
                "test",
                "-d",
                folder.resolve("bootstrap").toString(),
                "-f",
                "locustfile.py",
                "-s",
                String.valueOf(Math.max(1, workers / PER_SLAVE)),
                "--processes",
                String.valueOf(Math.min(workers, PER_SLAVE)),
                "-u",
                String.valueOf(users),
                "-r",
                String.valueOf(users),
                "-t",
                SECONDS + "s",
                "-e",
                "REPORTS=" + reports,
                "-e",
                "NAMES=" + names,
                "-o",
                results.toString()));
        Map<String, String> environment = Map.of(
                Home.VARIABLE,
                folder.resolve("home").toString(),
                "LOCUST_SWARM_VENV",
                folder.resolve("venv").toString());
        Timed.process(folder, environment, command);
        return outcome(folder);
    }

    private static Run outcome(Path folder) throws IOException {
        JsonMapper mapper = new JsonMapper();
        Path results = folder.resolve("results");
        long requests = 0;
        int silent = 0;
        try (Stream<Path> files = Files.list(folder.resolve("reports"))) {
            for (Path file : files.toList()) {
                JsonNode report = mapper.readTree(file.toFile());
                requests += report.get("requests").longValue();
                silent += report.get("silent").intValue();
            }
        }
        return new Run(
                mapper.readTree(results.resolve("summary.json").toFile()),
                MasterTimes.read(results.resolve("master.log"), Duration.ofSeconds(SECONDS)),
                requests,
                silent);
    }
}
