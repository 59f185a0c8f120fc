package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.locustswarm.benchmarks.engine.ec2.LoopbackSwarm;
import io.jenkins.plugins.locustswarm.benchmarks.run.Bench;
import io.jenkins.plugins.locustswarm.benchmarks.run.Heap;
import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.engine.bootstrap.BootstrapOnMachine;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What real machines on loopback take for the parts of a bring-up, each machine alone, and what a connection to one
 * costs the controller.
 *
 * @param installation bootstrap.sh where nothing is installed: it fetches Locust from PyPI
 * @param bootstraps bootstrap.sh where Locust is there
 * @param perConnection threads, heap and processor time
 */
record Recording(
        List<Duration> connects,
        List<Duration> commands,
        List<Duration> uploads,
        List<Duration> bootstraps,
        Duration installation,
        Cost perConnection) {

    /** What one open connection costs, the processor time of opening it included. */
    record Cost(double threads, double heapKilobytes, double processorMillis) {}

    private static final int MACHINES = 4;
    private static final int CONNECTIONS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static Recording make(Bench bench) throws Exception {
        Path venv = LocustVenv.current();
        List<Duration> connects = new ArrayList<>();
        List<Duration> commands = new ArrayList<>();
        List<Duration> uploads = new ArrayList<>();
        List<Duration> bootstraps = new ArrayList<>();
        FolderSnapshot folder = FolderSnapshot.of(Repository.path("bootstrap"));
        try (LoopbackCloud cloud = LoopbackCloud.start().withLocust(venv);
                LoopbackSwarm swarm =
                        new LoopbackSwarm(cloud, cloud.settings().build(), bench.folder("recording"), MACHINES).up()) {
            Cost cost = cost(swarm); // first, so that what is recorded is warm
            for (MachineRecord machine : swarm.record().machines()) {
                List<Shell> shell = new ArrayList<>();
                connects.add(time(() -> shell.add(swarm.connect(machine))));
                try (Shell open = shell.get(0)) {
                    uploads.add(time(() -> open.putFolder(folder, machine.bootstrapFolder(), PATIENCE)));
                    commands.add(time(() -> open.run(Script.of("true"))));
                    bootstraps.add(time(() -> bootstrap(open, machine)));
                }
            }
            swarm.down(line -> {});
            return new Recording(connects, commands, uploads, bootstraps, installation(bench), cost);
        }
    }

    private static Duration time(Timed.Work work) throws Exception {
        return Duration.ofNanos((long) (Timed.seconds(work) * 1e9));
    }

    private static void bootstrap(Shell shell, MachineRecord machine) throws InterruptedException {
        boolean well = shell.run(BootstrapOnMachine.RUN_BOOTSTRAP
                        .arguments(machine.bootstrapFolder(), machine.venv(), "worker", "true", "/dev/null")
                        .deadline(PATIENCE))
                .succeeded();
        if (!well) {
            throw new IllegalStateException("bootstrap.sh failed on a loopback machine");
        }
    }

    private static Duration installation(Bench bench) throws Exception {
        Path folder = bench.folder("installation");
        Map<String, String> environment =
                Map.of("LOCUST_SWARM_VENV", folder.resolve("venv").toString(), "PIP_NO_CACHE_DIR", "1");
        return time(() -> Timed.process(Repository.path("bootstrap"), environment, List.of("bash", "bootstrap.sh")));
    }

    private static Cost cost(LoopbackSwarm swarm) throws InterruptedException {
        List<MachineRecord> machines = swarm.record().machines();
        swarm.connect(machines.get(0)).close();
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        int threads = Thread.activeCount();
        double heap = Heap.usedMegabytes();
        long processor = system.getProcessCpuTime();
        List<Shell> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Shell shell = swarm.connect(machines.get(i % machines.size()));
                open.add(shell);
                shell.run(Script.of("true"));
            }
            double processorMillis = (system.getProcessCpuTime() - processor) / 1e6 / CONNECTIONS;
            double connectionThreads = (double) (Thread.activeCount() - threads) / CONNECTIONS;
            double kilobytes = (Heap.usedMegabytes() - heap) * 1024 / CONNECTIONS;
            return new Cost(connectionThreads, kilobytes, processorMillis);
        } finally {
            open.forEach(Shell::close);
        }
    }
}
