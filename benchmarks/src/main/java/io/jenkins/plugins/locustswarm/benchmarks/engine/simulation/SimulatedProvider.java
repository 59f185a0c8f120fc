package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import io.jenkins.plugins.locustswarm.engine.bootstrap.BootstrapOnMachine;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.Arrivals;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2BringUp;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Provider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Teardown;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.MachineLease;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.SwarmGroup;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.KeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the same as Ec2Provider, with its parts, on a simulated EC2 and with shells that only wait. */
public final class SimulatedProvider implements MachineProvider {

    private final SimulatedEc2 ec2;
    private final SimulatedTime time;
    private final KeyVault vault;
    private final Ec2Settings settings;
    private final Ec2Api api;
    private final Map<String, Bootstrap> bootstraps = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    public SimulatedProvider(SimulatedEc2 ec2, SimulatedTime time, KeyVault vault) {
        this.ec2 = ec2;
        this.time = time;
        this.vault = vault;
        Ec2Timing timing = Ec2Timing.DEFAULT;
        this.settings = Ec2Settings.builder()
                .region("us-east-1")
                .allowedCidrs(List.of("192.0.2.1/32"))
                .timing(new Ec2Timing(
                        time.real(timing.firstPoll()),
                        time.real(timing.maxPoll()),
                        time.real(timing.visible()),
                        time.real(timing.boot()),
                        time.real(timing.outage()),
                        time.real(timing.teardown())))
                .build();
        this.api = new Ec2Api(ec2, settings);
    }

    /** Returns the largest number of connections that were open at the same time. */
    int mostConnections() {
        return most.get();
    }

    @Override
    public String name() {
        return Ec2Provider.NAME;
    }

    @Override
    public void create(RecordKeeper keeper, Progress progress) throws InterruptedException {
        try (Fleet fleet = new Fleet(this, keeper.get().name())) {
            create(keeper, fleet, machines -> {}, progress);
        }
    }

    @Override
    public void create(RecordKeeper keeper, Fleet fleet, Arrivals arrivals, Progress progress)
            throws InterruptedException {
        new Ec2BringUp(api, settings, vault, ec2::takeLogins, fleet, progress).bringUp(keeper, arrivals);
    }

    @Override
    public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) throws InterruptedException {
        new Ec2Teardown(api, settings, vault, progress).destroy(keeper, roles);
    }

    @Override
    public void extendLease(RecordKeeper keeper, Instant end) throws InterruptedException {
        try (Fleet fleet = new Fleet(this, keeper.get().name())) {
            new MachineLease(api, fleet).extend(keeper, end);
        }
    }

    @Override
    public Shell connect(SwarmRecord swarm, MachineRecord machine) {
        if (!ec2.takesLogins(machine.id())) {
            throw new ShellException(machine.name() + " does not take logins yet");
        }
        time.passOne(time.connects());
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        return new SimulatedShell(machine.name());
    }

    @Override
    public boolean terminatesMachines() {
        return true;
    }

    @Override
    public boolean bootstrapsAsRoot() {
        return true;
    }

    @Override
    public int masterPort(MachineRecord master, Shell shell) {
        return SwarmGroup.MASTER_PORT;
    }

    @Override
    public void close() {}

    /** Returns the output that the scripts of a bring-up would have. bootstrap.sh continues between two shells. */
    private final class SimulatedShell implements Shell {

        private final String machine;

        SimulatedShell(String machine) {
            this.machine = machine;
        }

        @Override
        public ShellResult run(Script script) {
            time.passOne(time.commands());
            return new ShellResult(
                    0, script.title().endsWith(" bootstrap.sh") ? bootstrap(script) : "home /home/ubuntu\n", "");
        }

        private String bootstrap(Script script) {
            Bootstrap bootstrap =
                    bootstraps.computeIfAbsent(machine, name -> new Bootstrap(System.nanoTime(), time.bootstrap()));
            Duration waits = script.deadline().minus(BootstrapOnMachine.COMMAND_TIME);
            Duration left = bootstrap.duration().minus(time.since(bootstrap.started()));
            if (left.compareTo(waits) <= 0) {
                time.pass(left.isNegative() ? Duration.ZERO : left);
                return "process=ended\nexit-code=0\nhundredths="
                        + bootstrap.duration().toMillis() / 10 + "\n";
            }
            time.pass(waits);
            return "process=alive\nhundredths=" + hundredths(time.since(bootstrap.started())) + "\n";
        }

        /** The engine compares this time with its own clock, which is the real one. */
        private long hundredths(Duration simulated) {
            return time.real(simulated).toMillis() / 10;
        }

        @Override
        public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) {
            time.passOne(time.uploads());
        }

        @Override
        public List<FetchedFile> getFiles(
                String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline) {
            return List.of();
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    /** bootstrap.sh on a machine: when it was started, by the real clock, and how long it takes, by the simulated one. */
    private record Bootstrap(long started, Duration duration) {}
}
