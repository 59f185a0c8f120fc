package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.UninterruptibleTask;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Path;
import java.util.Set;

/** A run on a swarm that is up and stays up: started, waited for, collected. */
public final class RunOperation {

    private static final Path DEFAULT_FOLDER = Path.of("locust-results");

    private final Caller caller;
    private final SwarmSessions swarms;
    private final ResultRequest wish;

    public RunOperation(Caller caller, SwarmSessions swarms, ResultRequest wish) {
        this.caller = caller;
        this.swarms = swarms;
        this.wish = wish;
    }

    /** Starts Locust on these machines; nobody waits for it here. */
    public void start(String name, RunPlan plan, Set<Role> roles) throws InterruptedException {
        try (CommandLock lock = swarms.lock(name);
                SwarmSession open = swarms.existing(name)) {
            open.swarm().run(plan, roles);
        } catch (InterruptedException e) {
            caller.terminal().say("Interrupted before the run had begun; what had been started of it was stopped.");
            throw e;
        }
    }

    /** Waits for the newest run and collects it; for a run on Locust's web page, until it can be started there. */
    public int finish(String name) {
        try (OutputFolder folder = claim(swarms.record(name))) {
            return finish(name, folder.path());
        }
    }

    /** The same for a folder that is claimed already. */
    public int finish(String name, Path folder) {
        try (SwarmSession open = swarms.existing(name)) {
            open.swarm().await();
            open.settle();
            if (open.swarm().record().run().isInteractive()) {
                return webPage(open.swarm().record());
            }
        } catch (InterruptedException e) {
            return detach(name);
        }
        return UninterruptibleTask.call(() -> collect(name, folder));
    }

    /** The folder that was asked for now, else when the run was started, claimed for this command. */
    public OutputFolder claim(SwarmRecord record) {
        RunRecord run = record.run();
        Path asked = run == null || run.outputFolder() == null ? DEFAULT_FOLDER : Path.of(run.outputFolder());
        return OutputFolder.claim(caller.folder().resolve(wish.folder() == null ? asked : wish.folder()), caller);
    }

    private int webPage(SwarmRecord record) {
        String address = record.master().map(MachineRecord::address).orElse("");
        String name = record.name();
        caller.terminal()
                .print("Locust's web page: http://" + address + ":"
                        + record.run().webPort());
        caller.terminal()
                .say("Start and watch the load there. Stop Locust with: " + swarms.further("killall all", name));
        return ExitCode.FINE;
    }

    private int detach(String name) {
        caller.terminal()
                .say("Interrupted. The run goes on by itself.\nWait for it and collect it with: "
                        + swarms.further("run --resume", name) + "\nStop it with: "
                        + swarms.further("killall all", name));
        return ExitCode.INTERRUPTED;
    }

    /** With the record as it is by now: other commands may have worked on the swarm meanwhile. */
    private int collect(String name, Path folder) throws InterruptedException {
        try (CommandLock lock = swarms.lock(name);
                SwarmSession open = swarms.existing(name)) {
            int code = new RunEnd(caller.terminal(), wish).collect(open, folder);
            caller.terminal()
                    .say("Swarm " + name + " is still up. Run again, or take it down with: "
                            + swarms.further("down all", name));
            return code;
        }
    }
}
