package io.jenkins.plugins.locustswarm.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.command.option.BootstrapOption;
import io.jenkins.plugins.locustswarm.cli.command.option.HostOption;
import io.jenkins.plugins.locustswarm.cli.command.option.LoadOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.LocustfileOption;
import io.jenkins.plugins.locustswarm.cli.command.option.ResultOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.Roles;
import io.jenkins.plugins.locustswarm.cli.command.option.SwarmOptions;
import io.jenkins.plugins.locustswarm.cli.files.FileLookup;
import io.jenkins.plugins.locustswarm.cli.files.SentFiles;
import io.jenkins.plugins.locustswarm.cli.operation.OutputFolder;
import io.jenkins.plugins.locustswarm.cli.operation.RunOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a locustfile on machines that are up and stay up. */
@Command(
        name = "run",
        header = "Runs a locustfile on a swarm that is up.",
        description = {
            "With -t the run is headless: all (or slaves, after run master) starts it, waits for its end and collects"
                    + " the results. Without -t, the load is started and watched on Locust's web page on the master, and"
                    + " the command ends as soon as the page answers and all slaves have joined. The machines stay up.",
            "The run does not need the command: after Ctrl-C, or when the command was killed, run --resume waits for the"
                    + " run and collects its results. The locustfile must be on the machines already: up sends files,"
                    + " run does not. Arguments after -- are passed to Locust."
        })
public final class RunCommand implements Callable<Integer> {

    /** What the command does with results once they are collected. */
    private static final Set<String> OF_JUDGEMENT = Set.of("--gate", "--baseline", "--history", "--accepted", "--json");

    private static final Set<String> OF_RESULTS = union(OF_JUDGEMENT, Set.of("--output"));
    private static final Set<String> OF_RESUME = union(OF_RESULTS, Set.of("--resume", "--swarm", "--config"));

    private static final String STARTED_WITHOUT_RESULTS =
            "The run was started without a run time (-t) and has no results:";

    private final Caller caller;

    @Spec
    private CommandSpec command;

    @Parameters(
            arity = "0..1",
            paramLabel = Roles.LABEL,
            converter = Roles.Converter.class,
            description = "Machines to start Locust on: the master before the slaves, or all.")
    @CheckForNull
    private Roles roles;

    @Mixin
    private SwarmOptions swarm;

    @Mixin
    private BootstrapOption bootstrap;

    @Mixin
    private LocustfileOption locustfile;

    @Mixin
    private HostOption host;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "Port of Locust's web page. Only in a run without -t. Default: 8089.")
    @CheckForNull
    private Integer webPort;

    @Option(
            names = "--resume",
            description = "Start nothing: wait for the newest run, which may have ended, and collect its results.")
    private boolean resume;

    @Mixin
    private LoadOptions load;

    @Mixin
    private ResultOptions results;

    public RunCommand(Caller caller) {
        this.caller = caller;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Integer call() throws InterruptedException {
        SwarmSessions sessions = swarm.sessions(caller);
        return resume ? resume(sessions) : start(sessions);
    }

    private int resume(SwarmSessions sessions) {
        List<String> others = new ArrayList<>();
        if (roles != null) {
            others.add("master, slaves, all");
        }
        if (!caller.locustArguments().isEmpty()) {
            others.add("the arguments after --");
        }
        UnusedOptions options = new UnusedOptions(command);
        options.allow(
                OF_RESUME, others, "--resume starts nothing, and the run keeps the options that it was started with:");
        String name = sessions.resolveName("have a run", record -> record.run() != null);
        RunRecord run = sessions.record(name).run();
        if (run != null && run.isInteractive()) {
            options.refuse(OF_RESULTS, STARTED_WITHOUT_RESULTS);
        }
        return new RunOperation(caller, sessions, results.request(caller)).awaitAndCollect(name);
    }

    private int start(SwarmSessions sessions) throws InterruptedException {
        String file = locustfile.file();
        if (roles == null || file == null) {
            throw new BadInputException(
                    "Name the machines to start Locust on (master, slaves or all) and a locustfile (-f), or use"
                            + " --resume.");
        }
        boolean joins = !roles.set().contains(Role.MASTER);
        if (!joins) {
            refuseUnused();
        }
        String name = sessions.name();
        SwarmRecord record = sessions.record(name);
        RunPlan.Builder plan = plan(record, file);
        RunPlan checked = plan.build(); // refuses an invalid load before a folder is made
        if (joins) {
            JoinHint.requireReplaced(checked);
            record.openRun().ifPresent(this::refuseUnusedByJoining);
        }
        RunOperation operation = new RunOperation(caller, sessions, results.request(caller));
        try (OutputFolder folder = joins ? operation.claimFolder(record) : results.claimFolder(caller)) {
            RunRecord run =
                    operation.start(name, plan.outputFolder(folder.path()).build(), roles.set());
            if (roles.set().contains(Role.WORKER)) {
                return operation.awaitAndCollect(name, folder.path(), run);
            }
        }
        caller.terminal()
                .say("The master of swarm " + name + " is waiting for its slaves. Start them with: "
                        + join(sessions, name));
        return ExitCode.OK;
    }

    private void refuseUnused() {
        UnusedOptions options = new UnusedOptions(command);
        if (load.runTime() == null) {
            options.refuse(
                    OF_RESULTS,
                    "Without a run time (-t), Locust's web page shows the load, and no results are collected: set -t, or");
            return;
        }
        options.refuse(Set.of("--web-port"), "With a run time (-t), there is no web page of Locust:");
        if (!roles.set().contains(Role.WORKER)) {
            options.refuse(
                    OF_JUDGEMENT, "run slaves, not run master, collects the results and takes the options for them:");
        }
    }

    private void refuseUnusedByJoining(RunRecord run) {
        UnusedOptions options = new UnusedOptions(command);
        if (run.isInteractive()) {
            options.refuse(OF_RESULTS, STARTED_WITHOUT_RESULTS);
        } else {
            options.refuse(Set.of("--web-port"), "The master was started with a run time (-t) and has no web page:");
        }
    }

    /** Slaves take the options that are not given from the run that they join. */
    private RunPlan.Builder plan(SwarmRecord record, String file) {
        String sent = sentFiles(record).locustfile(file);
        Optional<RunRecord> joined = roles.set().contains(Role.MASTER) ? Optional.empty() : record.openRun();
        RunPlan.Builder plan =
                joined.map(RunPlan::asOf).orElseGet(() -> RunPlan.of(sent)).locustfile(sent);
        load.addTo(plan, caller.environment());
        if (host.host() != null) {
            plan.host(host.host());
        }
        if (webPort != null) {
            plan.webPort(webPort);
        }
        return plan.extraArguments(caller.locustArguments());
    }

    /** Returns the command that starts the slaves of the master which this one has started. */
    private String join(SwarmSessions sessions, String name) {
        List<String> words = new ArrayList<>(List.of("run slaves --file=" + Quote.word(locustfile.file())));
        words.addAll(load.variablesToRepeat(caller.environment()));
        String command =
                sessions.followUp(String.join(" ", words), name) + JoinHint.arguments(caller.locustArguments());
        return command.contains(LoadOptions.LEFT_OUT)
                ? command + "\nWrite the values that the master got in place of the dots."
                : command;
    }

    private SentFiles sentFiles(SwarmRecord record) {
        FileLookup lookup = bootstrap.lookup(caller, swarm.config(caller));
        return new SentFiles(record, lookup, bootstrap.isSet(), caller.folder(), caller.terminal()::say);
    }
}
