package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.LoadOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.LocustfileOption;
import io.jenkins.plugins.locustswarm.cli.command.option.MachineOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.ResultOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.SwarmOptions;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.files.FileLookup;
import io.jenkins.plugins.locustswarm.cli.files.TestFiles;
import io.jenkins.plugins.locustswarm.cli.operation.OutputFolder;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.operation.TestOperation;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A test against a sample API on loopback. */
@Command(
        name = "demo",
        header = "Runs a sample load test on this machine, in half a minute.",
        description = "Starts a small sample API on loopback, brings up a local swarm of a master and two slaves,"
                + " generates load on the API with typical_load.py for 20 s, prints the results and takes everything"
                + " down. The first demo installs Locust into a virtual environment below ~/.locust-swarm.")
public final class DemoCommand implements Callable<Integer> {

    private static final String LOCUSTFILE = "typical_load.py";
    private static final int SLAVES = 2;
    private static final int USERS = 50;
    private static final double SPAWN_RATE = 25;
    private static final Duration RUN_TIME = Duration.ofSeconds(20);

    private final Caller caller;

    @Mixin
    private SwarmOptions swarm;

    @Mixin
    private MachineOptions machines;

    @Mixin
    private LocustfileOption locustfile;

    @Mixin
    private LoadOptions load;

    @Mixin
    private ResultOptions results;

    public DemoCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Config config = swarm.config(caller);
        if (config.provider() != ProviderName.LOCAL) {
            throw new BadInputException("The sample API is on loopback, where only a local swarm can load it: leave out"
                    + " -c, or use test with a host of your own.");
        }
        TestFiles files = files(config);
        SwarmPlan plan = machines.plan(config, Set.of(Role.values()), SLAVES, files.files());
        RunPlan.Builder run = load.plan(files.locustfile(), caller.environment(), USERS, SPAWN_RATE)
                .extraArguments(caller.locustArguments());
        if (load.runTime() == null) {
            run.runTime(RUN_TIME);
        }
        run.build(); // refuses an invalid load before a folder is made
        SwarmSessions sessions = swarm.sessions(caller);
        TestOperation operation = new TestOperation(caller, sessions, results.request(caller), machines.lease(config));
        files.check(caller.terminal()::say);
        try (OutputFolder folder = results.claimFolder(caller);
                KanduApi api = KanduApi.start()) {
            caller.terminal().say("The sample API is at " + api.baseUrl() + ".");
            return operation.run(
                    sessions.newName("demo"),
                    plan,
                    run.host(api.baseUrl()).outputFolder(folder.path()).build());
        } catch (IOException e) {
            throw new BringUpException("The sample API could not be started: " + e + ".", e);
        }
    }

    private TestFiles files(Config config) {
        FileLookup lookup = machines.lookup(caller, config);
        String file = locustfile.file();
        return file == null ? lookup.findExample(LOCUSTFILE) : lookup.find(file);
    }
}
