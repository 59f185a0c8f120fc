package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.ExtraArguments;
import io.jenkins.plugins.locustswarm.engine.locust.LocustfileArguments;
import io.jenkins.plugins.locustswarm.engine.locust.OpenFiles;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.LocustfileName;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Checks what a run needs before anything is started for it. */
final class RunCheck {

    private static final Script FILE_LIMIT_AND_LOCUSTFILE = Script.of("""
            ulimit -Hn
            for file; do
                [[ -r $file ]] || exit 1
            done
            """);

    /** Enough for Locust to load a locustfile and to show its page. */
    private static final Duration MIN_TIME_FOR_PAGE = Duration.ofMinutes(1);

    private final SwarmTools tools;

    RunCheck(SwarmTools tools) {
        this.tools = tools;
    }

    /** @throws BadInputException if a new run cannot start on the swarm */
    void beginning(RunPlan plan) {
        SwarmRecord swarm = tools.swarm();
        if (swarm.openRun().isPresent()) {
            throw new BadInputException("A run of " + LocustfileName.ofRun(swarm) + " is open on swarm " + swarm.name()
                    + ": collect it (run --resume) or stop it (killall, in Jenkins locustKillAll) first.");
        }
        if (plan.isInteractive()) {
            timeForPage();
        } else {
            requireWorkers(swarm);
        }
    }

    /** @throws BadInputException if the swarm has no run that its workers can join, or one with other options */
    void joining(RunPlan plan) {
        SwarmRecord swarm = tools.swarm();
        if (swarm.openRun().isEmpty()) {
            throw new BadInputException("No run is open on swarm " + swarm.name()
                    + " that the slaves can join: start the master first (run master).");
        }
        new JoinCheck(swarm).check(plan);
        requireWorkers(swarm);
        if (swarm.run().isInteractive()) {
            timeForPage("stop Locust (killall all), extend the lease (repeat up), and start the master again.");
        }
    }

    private static void requireWorkers(SwarmRecord swarm) {
        if (swarm.ready(Role.WORKER).isEmpty()) {
            throw new BadInputException("Swarm " + swarm.name() + " has no slaves that are up: bring them up first.");
        }
    }

    /**
     * Returns how long Locust with a web page may run: until the end of the lease, which such a run does not extend.
     *
     * @throws BadInputException if that is less than a minute
     */
    Duration timeForPage() {
        return timeForPage("extend it first (repeat up), or set a run time (-t, in Jenkins runTime).");
    }

    private Duration timeForPage(String advice) {
        SwarmRecord swarm = tools.swarm();
        Duration left = Duration.between(Instant.now(), swarm.leaseEnds());
        if (left.compareTo(MIN_TIME_FOR_PAGE) < 0) {
            throw new BadInputException(
                    "Locust with a web page runs until the lease of the swarm ends, and the lease of"
                            + " swarm " + swarm.name() + (left.isNegative() ? " ended at " : " ends at ")
                            + swarm.leaseEnds().truncatedTo(ChronoUnit.SECONDS)
                            + ": " + advice);
        }
        return left;
    }

    /** @throws BadInputException if the swarm has no master that is up */
    MachineRecord master() {
        SwarmRecord swarm = tools.swarm();
        return swarm.ready(Role.MASTER).stream()
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "Swarm " + swarm.name() + " has no master that is up: bring it up first."));
    }

    /**
     * Checks extra arguments that may be flags of the swarm or arguments that the locustfile defines. Only Locust on the
     * master can tell them apart.
     *
     * @throws BadInputException if one of them is a flag of the swarm
     */
    void extraArguments(RunPlan plan) throws InterruptedException {
        List<String> doubtful = ExtraArguments.doubtful(plan.extraArguments());
        if (doubtful.isEmpty()) {
            return;
        }
        List<String> defined = tools.fleet()
                .on(
                        tools.swarm(),
                        master(),
                        (machine, shell) -> LocustfileArguments.defined(machine, shell, plan, doubtful));
        for (String flag : doubtful) {
            if (!defined.contains(flag)) {
                throw ExtraArguments.refusal(flag);
            }
        }
    }

    /**
     * Checks the master's machine.
     *
     * @param workers number of worker processes that will connect to the master
     * @throws BadInputException if the machine does not have the locustfile, or allows too few open files
     */
    void machine(RunPlan plan, int workers) throws InterruptedException {
        ShellResult result = tools.fleet()
                .on(
                        tools.swarm(),
                        master(),
                        (machine, shell) -> shell.run(FILE_LIMIT_AND_LOCUSTFILE.arguments(locustfiles(machine, plan))));
        if (!result.succeeded()) {
            throw new BadInputException("The swarm has no file " + asNamed(plan)
                    + ": bring the swarm up again with it, which sends changed files.");
        }
        OpenFiles.parse(result.out()).checkRoomFor(workers);
    }

    /** Returns the locustfiles as the user may have named them, with the folder that the machines got. */
    private String asNamed(RunPlan plan) {
        String folder = tools.swarm().locustfileFolder();
        String prefix = folder == null || folder.equals(".") ? "" : folder + "/";
        return Arrays.stream(plan.load().locustfile().split(","))
                .map(file -> file.startsWith("/") ? file : prefix + file)
                .collect(Collectors.joining(", "));
    }

    private static List<String> locustfiles(MachineRecord machine, RunPlan plan) {
        return Arrays.stream(plan.load().locustfile().split(","))
                .map(file -> machine.bootstrapFolder() + "/" + file)
                .toList();
    }
}
