package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.HostOption;
import io.jenkins.plugins.locustswarm.cli.command.option.LoadOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.LocustfileOption;
import io.jenkins.plugins.locustswarm.cli.command.option.MachineOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.ResultOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.SwarmOptions;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.files.TestFiles;
import io.jenkins.plugins.locustswarm.cli.operation.OutputFolder;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.operation.TestOperation;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.locust.LocustfileCheck;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.TargetHost;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A whole load test: up, run, collect and down. */
@Command(
        name = "test",
        modelTransformer = LocustfileOption.Required.class,
        header = "Brings a swarm up, runs a locustfile, collects the results and takes the swarm down.",
        description =
                "Runs all steps with one command, like the Jenkins step. The swarm is taken down whatever happens: a"
                        + " failure, Ctrl-C, a closed terminal. Only machines that alone have the results of the load"
                        + " are kept, and named. Default run time: 10 minutes. Without -u and -r, Locust starts"
                        + " one user, unless the locustfile sets other values. Arguments after -- are passed to Locust.")
public final class TestCommand implements Callable<Integer> {

    private static final Duration RUN_TIME = Duration.ofMinutes(10);

    private final Caller caller;

    @Mixin
    private SwarmOptions swarm;

    @Mixin
    private MachineOptions machines;

    @Mixin
    private LocustfileOption locustfile;

    @Mixin
    private HostOption host;

    @Mixin
    private LoadOptions load;

    @Mixin
    private ResultOptions results;

    public TestCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        try (LocustfileCheck check = LocustfileCheck.start()) {
            return test(check);
        }
    }

    private int test(LocustfileCheck check) {
        Config config = swarm.config(caller);
        SwarmSessions sessions = swarm.sessions(caller);
        TestFiles files = machines.lookup(caller, config).find(locustfile.requiredFile());
        SwarmPlan plan = machines.plan(config, Set.of(Role.values()), SwarmPlan.DEFAULT_WORKERS, files.files());
        RunPlan.Builder run = load.plan(files.locustfile(), caller.environment(), null, null)
                .host(host.host())
                .extraArguments(caller.locustArguments());
        if (load.runTime() == null) {
            run.runTime(RUN_TIME);
        }
        RunPlan checked = run.build(); // refuses an invalid load before a folder is made
        TestOperation operation = new TestOperation(caller, sessions, results.request(caller), machines.lease(config));
        TargetHost.note(host.host()).ifPresent(note -> caller.terminal().say("Warning: " + note));
        files.check(check, checked, caller.terminal()::say);
        try (OutputFolder folder = results.claimFolder(caller)) {
            return operation.run(
                    sessions.newName("test"),
                    plan,
                    run.outputFolder(folder.path()).build());
        }
    }
}
