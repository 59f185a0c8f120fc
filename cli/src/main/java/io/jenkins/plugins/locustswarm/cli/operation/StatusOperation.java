package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.terminal.ProgressDisplay;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.text.RunLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows one swarm and looks where its run is, without touching either. */
public final class StatusOperation {

    private final Caller caller;
    private final SwarmSessions swarms;
    private final boolean json;

    public StatusOperation(Caller caller, SwarmSessions swarms, boolean json) {
        this.caller = caller;
        this.swarms = swarms;
        this.json = json;
    }

    public int show(String name) throws InterruptedException {
        SwarmRecord record = swarms.record(name);
        Moment moment = new Moment();
        String run = record.openRun().isPresent() ? look(name, moment) : "";
        SwarmView view = new SwarmView(record, Instant.now(), moment.newest);
        if (json) {
            caller.terminal().print(SwarmView.json(view.fields()));
        } else {
            caller.terminal().print(text(view, run));
        }
        return ExitCode.FINE;
    }

    private String look(String name, Moment moment) throws InterruptedException {
        try (SwarmSession open = swarms.existing(name, moment)) {
            return words(open.swarm(), moment, name);
        } catch (SwarmException e) { // of its run; the record can be shown all the same
            return e.getMessage();
        }
    }

    private String words(Swarm swarm, Moment moment, String name) throws InterruptedException {
        RunState state = swarm.poll();
        RunRecord run = swarm.record().run();
        if (run.isInteractive() && !state.isOver()) {
            return "Locust's web page is on port " + run.webPort() + ". Stop Locust with: "
                    + swarms.further("killall all", name);
        } else if (state.isOver()) {
            return "It has ended; collect it with: " + swarms.further("run --resume", name);
        }
        return RunLine.whole(moment.newest);
    }

    private static String text(SwarmView view, String run) {
        SwarmRecord record = view.record();
        List<String> lines = new ArrayList<>();
        lines.add("Swarm " + record.name() + " of " + record.owner() + ", provider " + record.provider() + ": "
                + view.phase() + ", " + view.age() + " old, lease: " + view.lease() + ".");
        for (MachineRecord machine : record.machines()) {
            String address = machine.address() == null ? "no address yet" : machine.address();
            lines.add("  " + machine.name() + ": " + address + (machine.id() == null ? "" : ", " + machine.id())
                    + (machine.bootstrapped() == null ? ", not bootstrapped" : ""));
        }
        RunRecord newest = record.run();
        if (newest != null) {
            lines.add("Run: " + view.run() + (newest.host() == null ? "" : ", against " + newest.host()));
        }
        if (!run.isEmpty()) {
            lines.add("  " + run);
        }
        return String.join("\n", lines);
    }

    /** Keeps where the run is, and shows nothing by itself. */
    private static final class Moment implements ProgressDisplay {

        private RunProgress newest;

        @Override
        public void phase(String line) {
            // looking begins no phase
        }

        @Override
        public void detail(String machine, String line) {
            // nothing is done on a machine
        }

        @Override
        public void warning(String line) {
            // what the status is worth saying of is in its text
        }

        @Override
        public void running(RunProgress now) {
            newest = now;
        }

        @Override
        public void close() {
            // shows nothing
        }
    }
}
