package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.LocustfileOption;
import io.jenkins.plugins.locustswarm.cli.command.option.MachineOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.RolesParameter;
import io.jenkins.plugins.locustswarm.cli.command.option.SwarmOptions;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.files.FileLookup;
import io.jenkins.plugins.locustswarm.cli.files.TestFiles;
import io.jenkins.plugins.locustswarm.cli.operation.MachineOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings machines up. */
@Command(
        name = "up",
        header = "Brings up the master, the slaves, or both.",
        description =
                "Creates the machines, sends them the files of the locustfile (-f) or of the bootstrap directory, and"
                        + " runs bootstrap.sh. Repeat it to send what has changed, to add slaves, or to finish what was"
                        + " interrupted. It does not start Locust: run does.")
public final class UpCommand implements Callable<Integer> {

    private final Caller caller;

    @Mixin
    private RolesParameter roles;

    @Mixin
    private SwarmOptions swarm;

    @Mixin
    private MachineOptions machines;

    @Mixin
    private LocustfileOption locustfile;

    public UpCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        Config config = swarm.config(caller);
        SwarmSessions sessions = swarm.sessions(caller);
        FileLookup lookup = machines.lookup(caller, config);
        String file = locustfile.file();
        TestFiles test = file == null ? null : lookup.find(file);
        FolderSnapshot files = test == null ? lookup.find() : test.files();
        SwarmPlan plan = machines.plan(config, roles.roles(), SwarmPlan.DEFAULT_WORKERS, files);
        if (test != null) {
            test.check(caller.terminal()::say);
        }
        return new MachineOperation(caller, sessions).up(sessions.name(), plan, machines.lease(config));
    }
}
