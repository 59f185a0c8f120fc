package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.operation.BootstrapFolder;
import io.jenkins.plugins.locustswarm.cli.operation.Locustfile;
import io.jenkins.plugins.locustswarm.cli.operation.OutputFolder;
import io.jenkins.plugins.locustswarm.cli.operation.RunOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        header = "Runs a locustfile on a swarm that is up.",
        description = {
            "With -t the run is headless: all (or slaves, after a run master) starts it, waits for its end and collects"
                    + " the results. Without -t, Locust's web page on the master starts and watches the load, and the"
                    + " command ends as soon as the page answers and all slaves have joined. The machines stay up.",
            "The run does not need the command: after Ctrl-C, or when the command was killed, run --resume waits for it"
                    + " and collects it. Arguments after -- go to Locust."
        })
public final class RunCommand implements Callable<Integer> {

    private final Caller caller;

    @Parameters(
            arity = "0..1",
            paramLabel = Roles.LABEL,
            converter = Roles.Converter.class,
            description = "Where to start Locust. The master comes first, or both together.")
    private Roles roles;

    @Mixin
    private SwarmOptions swarm;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "BOOTSTRAP",
            description = "Bootstrap directory that the swarm was brought up with, to find the locustfile in. Its files"
                    + " are sent by up, not by run.")
    private Path directory;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Locustfile in the bootstrap directory, by its name there or by its path.")
    private String file;

    @Option(
            names = {"-H", "--host"},
            paramLabel = "HOST",
            description = "Base URL of what is loaded, such as https://staging.example.com. Leave it out when the"
                    + " locustfile brings its own.")
    private String host;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "Where Locust's web page is, in a run without -t. Without it: 8089.")
    private int webPort = RunPlan.DEFAULT_WEB_PORT;

    @Option(
            names = "--resume",
            description = "Start nothing: wait for the run that goes on, or has ended meanwhile, and collect it.")
    private boolean resume;

    @Mixin
    private LoadOptions load;

    @Mixin
    private ResultOptions results;

    public RunCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        SwarmSessions swarms = swarm.swarms(caller);
        return resume ? resume(swarms) : start(swarms);
    }

    private int resume(SwarmSessions swarms) {
        if (roles != null || file != null || host != null) {
            throw new BadInputException("--resume starts nothing: leave out master, slaves, all, -f and -H.");
        }
        String name = swarms.nameOfOne("have a run", record -> record.run() != null);
        return new RunOperation(caller, swarms, results.wish(caller)).finish(name);
    }

    private int start(SwarmSessions swarms) throws InterruptedException {
        if (roles == null || file == null) {
            throw new BadInputException(
                    "Name where to start Locust (master, slaves or all) and a locustfile (-f), or ask"
                            + " for --resume.");
        }
        String name = swarms.name();
        SwarmRecord record = swarms.record(name);
        RunPlan.Builder plan = load.plan(locustfile(record), caller.environment(), null, null)
                .host(host)
                .webPort(webPort)
                .extraArguments(caller.forLocust());
        plan.build(); // what cannot be run is said before a folder is made
        RunOperation operation = new RunOperation(caller, swarms, results.wish(caller));
        try (OutputFolder folder =
                roles.set().contains(Role.MASTER) ? results.claim(caller) : operation.claim(record)) {
            operation.start(name, plan.outputFolder(folder.path()).build(), roles.set());
            if (roles.set().contains(Role.WORKER)) {
                return operation.finish(name, folder.path());
            }
        }
        caller.terminal()
                .say("The master of swarm " + name + " waits for its slaves. Start them with: "
                        + swarms.further("run slaves --file=" + Quote.word(file), name));
        return ExitCode.FINE;
    }

    private String locustfile(SwarmRecord record) {
        Config config = swarm.config(caller);
        FolderSnapshot bootstrap = FolderSnapshot.of(BootstrapFolder.find(directory, config, caller.folder()));
        boolean differs = record.machines().stream()
                .anyMatch(machine -> machine.bootstrapped() != null
                        && !machine.bootstrapped().equals(bootstrap.digest()));
        boolean isPlainName = Path.of(file).getNameCount() == 1;
        if (differs && directory == null && isPlainName && bootstrap.find(file).isEmpty()) {
            return file; // the swarm was brought up with another folder; its machines know whether they have the file
        }
        String found = Locustfile.find(file, bootstrap, caller.folder());
        if (differs) {
            caller.terminal()
                    .say("Warning: the bootstrap directory " + bootstrap.root()
                            + " is not what the machines have. They run the files they have; up sends them the new"
                            + " ones.");
        }
        return found;
    }
}
