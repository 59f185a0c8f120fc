package io.jenkins.plugins.locustswarm.engine.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.LocustfileName;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Checks whether slaves would join the run of their master with other options than the master has. The record of the run
 * decides, and an option that it contradicts must not be dropped silently.
 */
final class JoinCheck {

    private static final String RESTART = "or stop the master (killall all) and start it again";

    private final SwarmRecord swarm;
    private final RunRecord run;
    private final List<String> differences = new ArrayList<>();

    /** @param swarm a swarm with an open run */
    JoinCheck(SwarmRecord swarm) {
        this.swarm = swarm;
        this.run = swarm.run();
    }

    /** @throws BadInputException if the plan differs from the run of the master */
    void check(RunPlan plan) {
        checkLocustfile(plan);
        checkOptions(plan);
        checkVariables(plan);
        checkArguments(plan);
    }

    private void checkLocustfile(RunPlan plan) {
        if (!run.locustfile().equals(plan.load().locustfile())) {
            throw new BadInputException("The master of swarm " + swarm.name() + " runs "
                    + LocustfileName.of(swarm, run.locustfile()) + ", not "
                    + LocustfileName.of(swarm, plan.load().locustfile())
                    + ": use the same file, or stop the master (killall all) and start again.");
        }
    }

    private void checkOptions(RunPlan plan) {
        Load load = plan.load();
        Load ofMaster = run.load();
        compare("--host", load.host(), ofMaster.host());
        compare("--users", load.users(), ofMaster.users());
        compare("--spawn-rate", load.spawnRate(), ofMaster.spawnRate());
        compare("--run-time", seconds(load.runTime()), seconds(ofMaster.runTime()));
        compare("--stop-timeout", seconds(load.stopTimeout()), seconds(ofMaster.stopTimeout()));
        compare("--quit-timeout", seconds(load.quitTimeout()), seconds(ofMaster.quitTimeout()));
        compare("--processes", load.processes(), ofMaster.processes());
        compare("--reset-stats", load.resetStats(), ofMaster.resetStats());
        compare("--stop-when", load.stopWhen(), ofMaster.stopWhen());
        compare("--note", load.note(), ofMaster.note());
        compare("--workers-wait", seconds(plan.workersWait()), run.workersWaitSeconds() + " s");
        if (run.isInteractive()) {
            compare("--web-port", plan.webPort(), run.webPort());
        }
        if (!differences.isEmpty()) {
            throw new BadInputException("Slaves take the options of the run from the master, and the master of swarm "
                    + swarm.name() + " was started with other ones: " + String.join(", ", differences)
                    + ". Leave them out, " + RESTART + " with them.");
        }
    }

    @CheckForNull
    private static String seconds(@CheckForNull Duration time) {
        return time == null ? null : time.toSeconds() + " s";
    }

    private void compare(String option, @CheckForNull Object asked, @CheckForNull Object ofMaster) {
        if (!Objects.equals(asked, ofMaster)) {
            differences.add(option + " (" + text(asked) + ", the master: " + text(ofMaster) + ")");
        }
    }

    private static String text(@CheckForNull Object value) {
        return value == null || value.equals(List.of()) ? "none" : value.toString();
    }

    /** The values may differ: they may be secrets, which no record keeps. */
    private void checkVariables(RunPlan plan) {
        if (run.variables() == null) {
            return; // started by an earlier version
        }
        TreeSet<String> missing = new TreeSet<>(run.variables());
        missing.removeAll(plan.environment().keySet());
        TreeSet<String> added = new TreeSet<>(plan.environment().keySet());
        added.removeAll(run.variables());
        if (!missing.isEmpty() || !added.isEmpty()) {
            String difference = missing.isEmpty() ? "" : " It has " + String.join(", ", missing) + ".";
            difference += added.isEmpty() ? "" : " It does not have " + String.join(", ", added) + ".";
            throw new BadInputException("The master of swarm " + swarm.name()
                    + " was started with other variables (-e) than its slaves would be." + difference
                    + " Pass the same variables to the slaves, " + RESTART + ".");
        }
    }

    /** Only their number is recorded, since arguments may be secrets. */
    private void checkArguments(RunPlan plan) {
        int count = plan.extraArguments().size();
        if (run.arguments() != null && run.arguments() != count) {
            throw new BadInputException("The master of swarm " + swarm.name() + " was started with " + run.arguments()
                    + " arguments after --, and its slaves would have " + count
                    + ": pass the same arguments to the slaves, " + RESTART + ".");
        }
    }
}
