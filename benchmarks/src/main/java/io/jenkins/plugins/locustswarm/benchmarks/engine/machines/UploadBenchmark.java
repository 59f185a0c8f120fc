package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Rounds;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Benchmark;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed.Work;
import io.jenkins.plugins.locustswarm.cli.fixture.AsLaunched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures how long it takes to send a bootstrap directory to many machines, and to detect that they already have it.
 */
public final class UploadBenchmark implements Benchmark {

    private static final int FILES = 300;
    private static final int BYTES = 5_000_000;
    private static final int WARM_UP = 10;
    private static final String TARGET = "/home/load/bootstrap";
    private static final String RSYNC = "rsync over OpenSSH, as many at once";
    private static final String NOTE =
            "Read the directory, connect to all machines, send it; in a Java process that did"
                    + " so ten times before, as a Jenkins has that runs for days: by then the JVM has compiled what takes long. The"
                    + " other side is a shell loop that starts one rsync -a --delete for each"
                    + " machine, all at once. The files are CSV of made-up users.";
    private static final String OWN_NOTE = "The same with a Java process of its own, its start included.";

    private static final String RSYNC_ALL = """
            folder=$1 configuration=$2 target=$3
            shift 3
            for address; do
                rsync -a --delete -e "ssh -F $configuration" "$folder/" "$address:$target/" &
                jobs+=($!)
            done
            for job in "${jobs[@]}"; do
                wait "$job"
            done
            """;

    @Override
    public Topic topic() {
        return Topic.UPLOAD;
    }

    @Override
    public List<Row> measure(Bench bench) throws Exception {
        List<Row> rows = new ArrayList<>();
        rows.addAll(measure(bench, 64, Goal.atMost(0.7), Goal.atMost(0.3)));
        rows.addAll(measure(bench, 16, Goal.none(), Goal.none()));
        return rows;
    }

    private static List<Row> measure(Bench bench, int count, Goal first, Goal again) throws Exception {
        bench.say("upload to " + count + " machines ...");
        Path work = bench.folder("upload");
        Path folder = bootstrapDirectory(bench.folder("files"));
        try (Machines machines = Machines.start(bench.folder("machines"), count)) {
            List<String> upload = upload(machines, folder);
            Work inThisProcess = () -> Upload.toAll(upload);
            Work inItsOwn = () -> Timed.process(work, Map.of(), java(upload));
            Work rsync = () -> Timed.process(work, Map.of(), rsync(machines, folder));
            for (int before = 0; before < WARM_UP; before++) {
                twice(machines, inThisProcess);
            }
            List<double[]> ours = new ArrayList<>();
            List<double[]> own = new ArrayList<>();
            List<double[]> theirs = new ArrayList<>();
            for (int round = 0; round < bench.rounds(); round++) {
                if (round % 2 == 0) {
                    theirs.add(twice(machines, rsync));
                }
                ours.add(twice(machines, inThisProcess));
                own.add(twice(machines, inItsOwn));
                if (round % 2 == 1) {
                    theirs.add(twice(machines, rsync));
                }
            }
            String version = Timed.process(work, Map.of(), List.of("rsync", "--version"))
                    .out()
                    .split("\\s+")[2];
            String what = "5 MB in 300 files to " + count + " machines";
            return Stream.of(
                            row(what, first, rounds(ours, theirs, 0)).noted(NOTE),
                            row(what + ", unchanged", again, rounds(ours, theirs, 1))
                                    .noted(NOTE),
                            row(what, Goal.none(), rounds(own, theirs, 0)).noted(OWN_NOTE),
                            row(what + ", unchanged", Goal.none(), rounds(own, theirs, 1))
                                    .noted(OWN_NOTE))
                    .map(row -> row.version("rsync", version))
                    .toList();
        }
    }

    private static Row row(String what, Goal goal, Rounds rounds) {
        return Row.ratio(Topic.UPLOAD, what, RSYNC, goal, "s", rounds);
    }

    private static Rounds rounds(List<double[]> ours, List<double[]> theirs, int turn) {
        return new Rounds(
                ours.stream().map(times -> times[turn]).toList(),
                theirs.stream().map(times -> times[turn]).toList());
    }

    /** Measures the first transfer and a repeated one. */
    private static double[] twice(Machines machines, Work work) throws Exception {
        machines.onEach("rm -rf " + TARGET + "*");
        return new double[] {Timed.seconds(work), Timed.seconds(work)};
    }

    /** Test data as a bootstrap directory holds them: lines with names and numbers that differ. */
    private static Path bootstrapDirectory(Path folder) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < FILES; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < BYTES / FILES) {
                text.append(String.format(
                        "%d,user-%08x,user%d@example.com,%.2f%n",
                        text.length(), random.nextInt(), random.nextInt(1_000_000), random.nextDouble() * 100));
            }
            Path file = folder.resolve("folder-" + i % 10).resolve("users-" + i + ".csv");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.substring(0, BYTES / FILES));
        }
        return folder;
    }

    private static List<String> upload(Machines machines, Path folder) {
        List<String> arguments = new ArrayList<>(List.of(
                folder.toString(),
                TARGET,
                machines.user(),
                machines.key().file().toString(),
                machines.knownHosts().toString()));
        arguments.addAll(machines.addresses());
        return arguments;
    }

    private static List<String> java(List<String> arguments) {
        List<String> command = new ArrayList<>(AsLaunched.words(Upload.class));
        command.addAll(arguments);
        return command;
    }

    private static List<String> rsync(Machines machines, Path folder) {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-ec",
                RSYNC_ALL,
                "rsync-all",
                folder.toString(),
                machines.sshConfiguration().toString(),
                TARGET));
        command.addAll(machines.addresses());
        return command;
    }
}
