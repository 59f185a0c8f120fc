package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.machine.local.LocalProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A swarm of real Locust processes on this machine for one test; nothing of it is left when it is closed. */
final class LocalSwarm implements AutoCloseable {

    static final Set<Role> ALL = EnumSet.allOf(Role.class);
    static final Set<Role> MASTER_ONLY = EnumSet.of(Role.MASTER);
    static final Set<Role> WORKERS_ONLY = EnumSet.of(Role.WORKER);

    private final Path home;
    private final Path results;
    private final Path bootstrap;
    private final FileRecordStore store;
    private final String name;
    private final LocalProvider provider;
    final List<String> said = new CopyOnWriteArrayList<>();
    final List<RunProgress> progress = new CopyOnWriteArrayList<>();
    private Swarm swarm;

    private LocalSwarm(Path folder, Path bootstrap, Path venv, String name) {
        this.home = folder.resolve("home");
        this.results = folder.resolve("results");
        this.bootstrap = bootstrap;
        this.name = name;
        this.store = new FileRecordStore(home.resolve("swarms"));
        this.provider = new LocalProvider(home, venv);
        this.swarm = open(SwarmRecord.planned(
                name,
                "tester",
                "controller-1",
                "local",
                Map.of(),
                Instant.now(),
                Instant.now().plusSeconds(600)));
    }

    /** On a busy computer, a worker can get no CPU for three seconds, after which Locust takes it for lost. */
    private static final String PATIENCE = """

            import locust.runners

            locust.runners.HEARTBEAT_LIVENESS = 8
            """;

    /** A swarm with the current Locust that gets the shipped bootstrap directory. */
    static LocalSwarm in(Path folder, String name) throws IOException, InterruptedException {
        return in(folder, name, "current");
    }

    /** A swarm with {@link LocustVenv#of that Locust}; its bootstrap.sh has nothing to install. */
    static LocalSwarm in(Path folder, String name, String version) throws IOException, InterruptedException {
        Path bootstrap = folder.resolve("bootstrap");
        if (!Files.exists(bootstrap)) {
            copy(Path.of("..", "bootstrap"), bootstrap);
            Path script = bootstrap.resolve("bootstrap.sh");
            Files.writeString(script, "#!/bin/sh\nexit 0\n"); // LocustVenv has run the real one
            Files.writeString(bootstrap.resolve("kandu.py"), PATIENCE, StandardOpenOption.APPEND);
        }
        return new LocalSwarm(folder, bootstrap, LocustVenv.of(version), name);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private Swarm open(SwarmRecord record) {
        return new Swarm(new RecordKeeper(store, record), provider, new Progress() {
            @Override
            public void phase(String line) {
                said.add(line);
            }

            @Override
            public void detail(String machine, String line) {
                // too much to keep
            }

            @Override
            public void warning(String line) {
                said.add("WARNING " + line);
            }

            @Override
            public void running(RunProgress now) {
                progress.add(now);
            }
        });
    }

    Swarm swarm() {
        return swarm;
    }

    /** Opens the swarm as a new process would after this one was killed. */
    Swarm reopened() {
        swarm.close();
        swarm = open(store.load(name).orElseThrow());
        return swarm;
    }

    /** Restores the record of a command that was killed just before it recorded that everything runs. */
    void forgetThatEverythingWasStarted() {
        SwarmRecord record = store.load(name).orElseThrow();
        store.save(record.withRun(record.run().withPhase(RunRecord.Phase.STARTING)));
    }

    Path bootstrap() {
        return bootstrap;
    }

    LocalSwarm write(String file, String content) throws IOException {
        Files.writeString(bootstrap.resolve(file), content);
        return this;
    }

    LocalSwarm up(int workers) throws InterruptedException {
        return up(workers, workers);
    }

    LocalSwarm up(int workers, int needed) throws InterruptedException {
        return up(workers, needed, Duration.ofMinutes(5));
    }

    LocalSwarm up(int workers, int needed, Duration bootstrapDeadline) throws InterruptedException {
        swarm.up(new SwarmPlan(ALL, workers, needed, FolderSnapshot.of(bootstrap), bootstrapDeadline));
        return this;
    }

    /** Runs a load on all machines to its end, and collects its results. */
    RunSummary run(RunPlan plan) throws InterruptedException {
        swarm.run(plan, ALL);
        return finish();
    }

    /** Waits for the end of the open run, and collects its results into the folder {@code results}. */
    RunSummary finish() throws InterruptedException {
        swarm.await();
        return swarm.collect(results);
    }

    /** Waits until Locust reports requests in the open run. */
    void waitForRequests() throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        do {
            assertThat(deadline.passed()).as("no request yet").isFalse();
            swarm.poll();
            deadline.pause(Duration.ofMillis(300));
        } while (progress.get(progress.size() - 1).requests() == 0);
    }

    MachineRecord machine(String machineName) {
        return swarm.record().machines().stream()
                .filter(machine -> machine.name().equals(machineName))
                .findFirst()
                .orElseThrow();
    }

    /** Kills Locust and its supervisor on that machine with SIGKILL, as a machine's death would. */
    void killLocust(String machineName) throws InterruptedException {
        String folder = machine(machineName).folder();
        assertThat(processesIn(folder)).isNotEmpty();
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (!processesIn(folder).isEmpty()) {
            assertThat(deadline.passed()).as("%s still lives", machineName).isFalse();
            processesIn(folder).forEach(ProcessHandle::destroyForcibly);
            deadline.pause(Duration.ofMillis(50));
        }
    }

    /** The processes that work in, or for, a folder. */
    static List<ProcessHandle> processesIn(String folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder)
                        || workingFolder(process).startsWith(folder))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .toList();
    }

    private static String workingFolder(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws InterruptedException {
        try (Swarm last = swarm) {
            last.down(ALL);
        }
        assertThat(processesIn(home.toAbsolutePath().toString())).isEmpty();
    }
}
