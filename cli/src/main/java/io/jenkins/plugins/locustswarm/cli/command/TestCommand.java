package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.operation.Locustfile;
import io.jenkins.plugins.locustswarm.cli.operation.OutputFolder;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.operation.TestOperation;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "test",
        header = "Brings a swarm up, runs a locustfile, collects the results and takes the swarm down.",
        description =
                "All of it in one go, as the Jenkins step does it. Whatever happens on the way (a failure, Ctrl-C,"
                        + " a closed terminal), the swarm is taken down. Without -t the run takes 10 minutes; without -u and -r"
                        + " Locust starts one user, unless the locustfile says otherwise. Arguments after -- go to Locust.")
public final class TestCommand implements Callable<Integer> {

    private static final Duration RUN_TIME = Duration.ofMinutes(10);

    private final Caller caller;

    @Mixin
    private SwarmOptions swarm;

    @Mixin
    private MachineOptions machines;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            required = true,
            description = "Locustfile in the bootstrap directory, by its name there or by its path.")
    private String file;

    @Option(
            names = {"-H", "--host"},
            paramLabel = "HOST",
            description = "Base URL of what is loaded, such as https://staging.example.com. Leave it out when the"
                    + " locustfile brings its own.")
    private String host;

    @Mixin
    private LoadOptions load;

    @Mixin
    private ResultOptions results;

    public TestCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Config config = swarm.config(caller);
        SwarmSessions swarms = swarm.swarms(caller);
        SwarmPlan plan = machines.plan(caller, config, Set.of(Role.values()), SwarmPlan.DEFAULT_WORKERS);
        RunPlan.Builder run = load.plan(
                        Locustfile.find(file, plan.bootstrap(), caller.folder()), caller.environment(), null, null)
                .host(host)
                .extraArguments(caller.forLocust());
        if (load.runTime() == null) {
            run.runTime(RUN_TIME);
        }
        run.build(); // what cannot be run is said before a folder is made
        TestOperation test = new TestOperation(caller, swarms, results.wish(caller), machines.lease(config));
        try (OutputFolder folder = results.claim(caller)) {
            return test.run(
                    swarms.newName("test"),
                    plan,
                    run.outputFolder(folder.path()).build());
        }
    }
}
