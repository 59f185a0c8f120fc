package io.jenkins.plugins.locustswarm.engine.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.LastLines;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Finds out why the load of a run did not begin, stops what still runs of it, and says so in an exception. */
final class StartDiagnosis {

    private static final int MAX_LINES_SHOWN = 15;

    private final SwarmTools tools;

    StartDiagnosis(SwarmTools tools) {
        this.tools = tools;
    }

    /** Returns the failure of a run on Locust's web page whose workers have not reported in time. */
    BringUpException missingWorkersOnWebPage(OpenRun run, RunState state) throws InterruptedException {
        return new BringUpException(
                "Locust's web page answers on port " + run.record().webPort()
                        + " of the master, but only " + state.workersReady() + " of "
                        + run.record().workers() + " worker processes have reported to the master on port "
                        + run.record().masterPort() + " within "
                        + run.record().workersWaitSeconds() + " s. " + lastLines(run)
                        + "Locust still runs: fix the problem and wait again (run --resume), or stop it (killall, in Jenkins"
                        + " locustKillAll).");
    }

    /** Fails if the master's machine no longer exists, since a run ends with its master. */
    void failIfMasterIsGone(OpenRun run, ShellException e) throws InterruptedException {
        Optional<String> why = tools.provider().whyGone(tools.swarm(), run.master());
        if (why.isPresent()) {
            new RunStop(tools).discard(EnumSet.of(Role.WORKER));
            throw new BringUpException(
                    "The master of swarm " + tools.swarm().name() + " " + why.get() + ". The run of "
                            + run.name()
                            + " ended with it, and its results are lost: bring the master up"
                            + " again and repeat the run, or take the swarm down.",
                    e);
        }
    }

    /**
     * Fails if the start of the run was interrupted. Another process cannot complete it, since the variables of the run
     * may be secrets and are not recorded.
     */
    void failIfHalfStarted(OpenRun run) throws InterruptedException {
        if (run.record().phase() == RunRecord.Phase.STARTING && !run.wasStartedOnAllMachines()) {
            new RunStop(tools).discard();
            throw new BringUpException("The run of " + run.name()
                    + " was interrupted before Locust was started on all machines, and was stopped: start it again.");
        }
    }

    /**
     * Fails, with the last lines of Locust, if the master ended before it began a load. A master that ended with exit
     * code 0 and statistics has had a load, even if its log does not show it.
     */
    RunState requireLoad(OpenRun run, RunState state) throws InterruptedException {
        boolean succeeded = Integer.valueOf(0).equals(state.exitCode()) && state.statistics();
        if (state.began() != null || state.stopped() || succeeded) {
            return state;
        }
        List<String> lines = run.onMaster(locust -> locust.lastLines(MAX_LINES_SHOWN));
        boolean gaveUp = lines.stream().anyMatch(line -> line.contains("Gave up waiting for workers"));
        String missing = gaveUp ? missingWorkers(run) : "";
        new RunStop(tools).discard();
        throw new BringUpException("Locust did not start the load of " + run.name() + exitCode(state) + "."
                + advice(lines) + configurationRead(state) + missing + LastLines.of(lines));
    }

    private static String exitCode(RunState state) {
        return state.exitCode() == null ? "" : " (exit code " + state.exitCode() + ")";
    }

    private String advice(@CheckForNull List<String> lines) {
        return lines == null ? "" : StartAdvice.of(lines, tools.swarm().locustfileFolder());
    }

    /** Names the files that Locust read options from; its own error names only the options. */
    private static String configurationRead(RunState state) {
        List<String> files = state.strayConfiguration();
        return files.isEmpty() ? "" : " It also read " + String.join(", ", files) + ".";
    }

    private String missingWorkers(OpenRun run) throws InterruptedException {
        return " Not all of " + run.record().workers() + " worker processes reported to the master on port "
                + run.record().masterPort() + " in time. " + lastLines(run);
    }

    private static String lastLines(OpenRun run) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (Outcome<List<String>> outcome : run.onEach(run.workers(), locust -> locust.lastLines(1))) {
            String line = outcome.failed() ? outcome.failure().getMessage() : String.join("", outcome.value());
            lines.add(outcome.machine().name() + ": " + line);
        }
        return "The last line of each slave:\n" + String.join("\n", lines) + "\n";
    }

    /**
     * Fails, before the master gives up waiting, if Locust ended on a worker before the load began. Checking many workers
     * takes so long that the load may begin, and even end, meanwhile.
     */
    void failIfWorkersEnded(OpenRun run) throws InterruptedException {
        for (Outcome<RunState> outcome : run.onEach(run.workers(), LocustOnMachine::state)) {
            if (!outcome.failed() && outcome.value().isOver()) {
                if (run.masterState().phase() != RunState.Phase.WAITING) {
                    return;
                }
                MachineRecord worker = outcome.machine();
                Outcome<List<String>> read = run.onEach(List.of(worker), locust -> locust.lastLines(MAX_LINES_SHOWN))
                        .get(0);
                List<String> lines = read.failed() ? null : read.value(); // the machine may have died in between
                new RunStop(tools).discard();
                throw new BringUpException("Locust ended on " + worker.name() + " before the load began (exit code "
                        + outcome.value().exitCode() + ")." + advice(lines) + configurationRead(outcome.value())
                        + LastLines.of(lines));
            }
        }
    }
}
