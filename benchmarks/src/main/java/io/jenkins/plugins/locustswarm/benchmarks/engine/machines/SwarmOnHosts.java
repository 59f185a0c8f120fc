package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.benchmarks.run.Phases;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.machine.hosts.HostsProvider;
import io.jenkins.plugins.locustswarm.engine.machine.hosts.HostsSettings;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.run.RunSnapshot;
import io.jenkins.plugins.locustswarm.engine.run.RunWait;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A load test by the engine in this process, with machines as its hosts. */
final class SwarmOnHosts {

    private static final EnumSet<Role> ALL = EnumSet.allOf(Role.class);

    private final Machines machines;
    private final Path bootstrap;
    private final Path folder;
    private final Consumer<String> says;

    /**
     * @param bootstrap what the machines get
     * @param folder for records and results
     * @param says receives the phases and the warnings of the engine
     */
    SwarmOnHosts(Machines machines, Path bootstrap, Path folder, Consumer<String> says) {
        this.machines = machines;
        this.bootstrap = bootstrap;
        this.folder = folder;
        this.says = says;
    }

    /** Measures all parts of a load test; all machines take part in it. */
    PhaseTimes measure() throws Exception {
        return measure(machines.slaves(), settings(machines.slaves(), List.of()), () -> {});
    }

    /** Measures the same with bad hosts among the machines, without which the swarm can do. */
    PhaseTimes measureWith(BadHosts bad) throws Exception {
        List<String> slaves = new ArrayList<>(machines.slaves());
        int count = bad.addresses().size();
        for (int i = 0; i < count; i++) { // not all of them at the end
            slaves.add(i * slaves.size() / count, bad.addresses().get(i));
        }
        return measure(slaves, settings(slaves, bad.fingerprints()), bad::getWorse);
    }

    /** @param meanwhile what is done to the machines while the load runs */
    private PhaseTimes measure(List<String> slaves, HostsSettings settings, Runnable meanwhile) throws Exception {
        Instant now = Instant.now();
        BootstrapTimer store = new BootstrapTimer(
                new FileRecordStore(Files.createTempDirectory(folder, "records")), machines.addresses());
        RecordKeeper keeper = new RecordKeeper(
                store,
                SwarmRecord.planned(
                        "load", "ann", "c", HostsProvider.NAME, Map.of(), now, now.plus(Duration.ofHours(1))));
        SwarmPlan plan = new SwarmPlan(
                ALL,
                slaves.size(),
                machines.slaves().size(),
                FolderSnapshot.of(bootstrap),
                SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE);
        Path results = Files.createTempDirectory(folder, "of-swarm");
        try (HostsProvider provider = new HostsProvider(settings);
                Swarm swarm = new Swarm(keeper, provider, new Phases(says, line -> says.accept("warning: " + line)))) {
            double up = Timed.seconds(() -> swarm.up(plan));
            int workers = swarm.record().ready(Role.WORKER).size();
            Instant start = Instant.now();
            swarm.run(light(workers), ALL);
            awaitLoad(swarm);
            meanwhile.run();
            swarm.await();
            double collect = Timed.seconds(
                    () -> says.accept("the run says " + swarm.collect(results).health()));
            double down = Timed.seconds(() -> down(swarm));
            Instant ready = MasterLog.ready(Files.readString(results.resolve("master.log")), workers);
            return new PhaseTimes(
                    store.seconds(), up, Duration.between(start, ready).toMillis() / 1e3, collect, down);
        }
    }

    private static RunPlan light(int workers) {
        return RunPlan.of(LightLoad.LOCUSTFILE)
                .users(workers)
                .spawnRate((double) workers)
                .runTime(Duration.ofSeconds(LightLoad.SECONDS))
                .workersWait(Duration.ofMinutes(10))
                .build();
    }

    private static void awaitLoad(Swarm swarm) throws InterruptedException {
        RunWait wait = new RunWait();
        RunSnapshot snapshot = swarm.check(run -> true, wait);
        while (!snapshot.isLast()
                && (snapshot.state() == null || snapshot.state().began() == null)) {
            Thread.sleep(snapshot.pause().toMillis());
            snapshot = swarm.check(run -> true, wait);
        }
    }

    /** A bad host may be left. */
    private void down(Swarm swarm) throws InterruptedException {
        try {
            swarm.down(ALL);
        } catch (MachinesLeftException e) {
            if (machines.addresses().stream()
                    .anyMatch(good -> e.left().toString().contains("(" + good + ")"))) {
                throw e;
            }
            says.accept(e.getMessage());
        }
    }

    private HostsSettings settings(List<String> slaves, List<String> fingerprints) {
        return HostsSettings.builder()
                .master(machines.master())
                .slaves(slaves)
                .user(machines.user())
                .key(() -> SshKey.read(machines.key().file(), null))
                .trust(() -> HostTrust.knownHosts(machines.knownHosts(), fingerprints))
                .folder(MachineVenv.FOLDER)
                .build();
    }
}
