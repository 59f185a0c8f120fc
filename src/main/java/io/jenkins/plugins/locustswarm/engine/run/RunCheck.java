package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.ExtraArguments;
import io.jenkins.plugins.locustswarm.engine.locust.LocustfileArguments;
import io.jenkins.plugins.locustswarm.engine.locust.OpenFiles;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.util.List;

/** What a run needs before anything is started for it. */
final class RunCheck {

    private static final Script LOOK = Script.of("ulimit -Hn; [[ -r $1 ]]");

    private final SwarmTools tools;

    RunCheck(SwarmTools tools) {
        this.tools = tools;
    }

    /** @throws BadInputException when no run can begin on the swarm */
    void beginning(RunPlan plan) {
        SwarmRecord swarm = tools.swarm();
        if (swarm.openRun().isPresent()) {
            throw new BadInputException("A run of " + swarm.run().locustfile() + " is open on swarm " + swarm.name()
                    + ": collect it (run --resume) or stop it (killall) first.");
        }
        if (!plan.isInteractive()) {
            wantWorkers(swarm);
        }
    }

    /** @throws BadInputException when the swarm has no run that its workers could join */
    void joining(RunPlan plan) {
        SwarmRecord swarm = tools.swarm();
        RunRecord run = swarm.openRun()
                .orElseThrow(() -> new BadInputException("No run is open on swarm " + swarm.name()
                        + " that its slaves could join: start the master first (run master)."));
        if (!run.locustfile().equals(plan.load().locustfile())) {
            throw new BadInputException("The master of swarm " + swarm.name() + " runs " + run.locustfile() + ", not "
                    + plan.load().locustfile() + ": name the same file, or stop the master (killall) and start again.");
        }
        wantWorkers(swarm);
    }

    private static void wantWorkers(SwarmRecord swarm) {
        if (swarm.ready(Role.WORKER).isEmpty()) {
            throw new BadInputException("Swarm " + swarm.name() + " has no slaves that are up: bring them up first.");
        }
    }

    /** @throws BadInputException when there is none */
    MachineRecord master() {
        SwarmRecord swarm = tools.swarm();
        return swarm.ready(Role.MASTER).stream()
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "Swarm " + swarm.name() + " has no master that is up: bring it up first."));
    }

    /**
     * Asks Locust on the master about arguments that only it can tell from flags of the swarm.
     *
     * @throws BadInputException when one of them is such a flag
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
     * Looks at the master's machine.
     *
     * @throws BadInputException when it does not have the locustfile, or no room for so many worker processes
     */
    void machine(RunPlan plan, int workers) throws InterruptedException {
        ShellResult look = tools.fleet()
                .on(
                        tools.swarm(),
                        master(),
                        (machine, shell) -> shell.run(LOOK.arguments(
                                machine.bootstrapFolder() + "/" + plan.load().locustfile())));
        if (!look.succeeded()) {
            throw new BadInputException("The swarm has no file " + plan.load().locustfile()
                    + ": put it into the bootstrap directory and bring the swarm up again, which sends what is new.");
        }
        OpenFiles.parse(look.out()).checkRoomFor(workers);
    }
}
