package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedTime;
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
import java.util.List;

/** A shell on a machine with which something is wrong. */
final class FaultyShell implements Shell {

    private static final ShellResult RUBBISH =
            new ShellResult(0, "Please login as the user \"ec2-user\" rather than the user \"ubuntu\".\n", "");

    private final FaultyNetwork network;
    private final MachineRecord machine;
    private final Shell shell;
    private final SimulatedTime time;

    FaultyShell(FaultyNetwork network, MachineRecord machine, Shell shell, SimulatedTime time) {
        this.network = network;
        this.machine = machine;
        this.shell = shell;
        this.time = time;
    }

    @Override
    public ShellResult run(Script script) throws InterruptedException {
        boolean bootstraps = script.title().endsWith(" bootstrap.sh");
        checkConnection(script.deadline());
        if (network.stalls(machine.id()) || bootstraps && network.has(Fault.SILENT, machine.id())) {
            time.pass(script.deadline());
            throw new ShellException("A command on " + machine.name() + " did not end in time.");
        }
        if (network.talksRubbish(machine.id())) {
            return RUBBISH;
        }
        ShellResult result = shell.run(script);
        checkConnection(Duration.ZERO);
        return bootstraps ? bootstrap(script, result) : result;
    }

    private ShellResult bootstrap(Script script, ShellResult result) throws InterruptedException {
        boolean ended = result.out().contains("process=ended");
        if (ended && network.has(Fault.BOOTSTRAP_FAILS, machine.id())) {
            return new ShellResult(0, result.out().replace("exit-code=0", "exit-code=1"), "");
        }
        if (ended && network.has(Fault.DOES_NOTHING, machine.id())) {
            time.pass(script.deadline());
            return new ShellResult(0, "process=ended\nexit-code=143\nlate=\nhundredths=1\n", "");
        }
        return result;
    }

    private void checkConnection(Duration within) throws InterruptedException {
        if (network.breaks()) {
            time.pass(within.dividedBy(10));
            throw new BrokenConnectionException("The connection to " + machine.name() + " broke.");
        }
    }

    @Override
    public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) throws InterruptedException {
        checkConnection(deadline.dividedBy(100));
        shell.putFolder(folder, remoteFolder, deadline);
    }

    @Override
    public List<FetchedFile> getFiles(
            String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline)
            throws InterruptedException {
        return shell.getFiles(remoteFolder, wanted, localFolder, deadline);
    }

    @Override
    public void close() {
        shell.close();
    }
}
