package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import io.jenkins.plugins.locustswarm.engine.bootstrap.BootstrapOnMachine;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The machines of a simulated EC2. Their shells only wait, and have the output that the scripts of a bring-up would have. */
public final class SimulatedMachines implements SimulatedNetwork {

    private final SimulatedEc2 ec2;
    private final SimulatedTime time;
    private final Map<String, Bootstrap> bootstraps = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    public SimulatedMachines(SimulatedEc2 ec2, SimulatedTime time) {
        this.ec2 = ec2;
        this.time = time;
    }

    /** Returns the largest number of connections that were open at the same time. */
    int mostConnections() {
        return most.get();
    }

    /** Whether bootstrap.sh has ended on an instance. */
    public boolean isBootstrapped(String instance) {
        Bootstrap bootstrap = bootstraps.get(instance);
        return bootstrap != null && time.since(bootstrap.started()).compareTo(bootstrap.duration()) >= 0;
    }

    @Override
    public Set<String> answering(Collection<String> addresses) {
        return ec2.takeLogins(addresses);
    }

    @Override
    public Shell connect(MachineRecord machine) throws InterruptedException {
        if (!ec2.acceptsLogins(machine.id())) {
            throw new ShellException(machine.name() + " does not take logins yet.");
        }
        time.passOne(time.connects());
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        return new SimulatedShell(machine.id());
    }

    /** A shell on one machine. bootstrap.sh continues between two shells. */
    private final class SimulatedShell implements Shell {

        private final String machine;

        SimulatedShell(String machine) {
            this.machine = machine;
        }

        @Override
        public ShellResult run(Script script) throws InterruptedException {
            checkAnswers();
            time.passOne(time.commands());
            return new ShellResult(
                    0, script.title().endsWith(" bootstrap.sh") ? bootstrap(script) : "home /home/ubuntu\n", "");
        }

        private void checkAnswers() {
            if (!ec2.answers(machine)) {
                throw new BrokenConnectionException("The connection to " + machine + " broke.");
            }
        }

        private String bootstrap(Script script) throws InterruptedException {
            Bootstrap bootstrap =
                    bootstraps.computeIfAbsent(machine, id -> new Bootstrap(System.nanoTime(), time.bootstrap()));
            Duration waits = script.deadline().minus(BootstrapOnMachine.COMMAND_TIME);
            Duration left = bootstrap.duration().minus(time.since(bootstrap.started()));
            if (left.compareTo(waits) <= 0) {
                time.pass(left.isNegative() ? Duration.ZERO : left);
                checkAnswers();
                return "process=ended\nexit-code=0\nhundredths=" + hundredths(bootstrap.duration()) + "\n";
            }
            time.pass(waits);
            return "process=alive\nhundredths=" + hundredths(time.since(bootstrap.started())) + "\n";
        }

        /** The engine compares this time with its own clock, which is the real one. */
        private long hundredths(Duration simulated) {
            return time.real(simulated).toMillis() / 10;
        }

        @Override
        public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline)
                throws InterruptedException {
            checkAnswers();
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
