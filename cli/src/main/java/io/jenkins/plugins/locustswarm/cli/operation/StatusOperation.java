package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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

/** Shows one swarm and the progress of its run, without changing either. */
public final class StatusOperation {

    private final Caller caller;
    private final SwarmSessions sessions;
    private final boolean json;

    public StatusOperation(Caller caller, SwarmSessions sessions, boolean json) {
        this.caller = caller;
        this.sessions = sessions;
        this.json = json;
    }

    /** Prints the status of a swarm; returns the exit code. */
    public int show(String name) throws InterruptedException {
        SwarmRecord record = sessions.record(name);
        LatestProgress progress = new LatestProgress();
        String runStatus = record.openRun().isPresent() ? poll(name, progress) : "";
        SwarmView view = new SwarmView(record, Instant.now(), progress.latest);
        if (json) {
            caller.terminal().printJson(SwarmView.json(view.fields()));
        } else {
            caller.terminal().print(text(view, runStatus));
        }
        return ExitCode.OK;
    }

    private String poll(String name, LatestProgress progress) throws InterruptedException {
        try (SwarmSession session = sessions.open(name, progress)) {
            return runStatus(session.swarm(), progress, name);
        } catch (SwarmException e) { // of the run; the record can still be shown
            return e.getMessage();
        }
    }

    private String runStatus(Swarm swarm, LatestProgress progress, String name) throws InterruptedException {
        RunState state = swarm.poll();
        RunRecord run = swarm.record().run();
        if (run.isInteractive() && !state.isOver()) {
            return "Locust's web page is on port " + run.webPort() + ". Stop Locust with: "
                    + sessions.followUp("killall all", name);
        } else if (state.isOver()) {
            return "The run has ended. Collect it with: " + sessions.followUp("run --resume", name);
        }
        return progress.latest == null ? "" : RunLine.whole(progress.latest);
    }

    private static String text(SwarmView view, String runStatus) {
        SwarmRecord record = view.record();
        List<String> lines = new ArrayList<>();
        lines.add("Swarm " + record.name() + " of " + record.owner() + ", provider " + record.provider() + ": "
                + view.phase() + ", " + view.age() + " old, lease: " + view.lease() + ".");
        for (MachineRecord machine : record.machines()) {
            String address = machine.address() == null ? "no address yet" : machine.address();
            lines.add("  " + machine.name() + ": " + address + (machine.id() == null ? "" : ", " + machine.id())
                    + (machine.bootstrapped() == null ? ", not bootstrapped" : ""));
        }
        RunRecord run = record.run();
        if (run != null) {
            lines.add("Run: " + view.run()
                    + (run.load().host() == null
                            ? ""
                            : ", against " + run.load().host()));
        }
        if (!runStatus.isEmpty()) {
            lines.add("  " + runStatus);
        }
        return String.join("\n", lines);
    }

    /** Keeps the latest progress of a run and displays nothing. */
    private static final class LatestProgress implements ProgressDisplay {

        @CheckForNull
        private RunProgress latest;

        @Override
        public void phase(String line) {
            // a poll has no phases
        }

        @Override
        public void detail(String machine, String line) {
            // a poll prints nothing of machines
        }

        @Override
        public void warning(String line) {
            // the text of the status contains what matters
        }

        @Override
        public void running(RunProgress now) {
            latest = now;
        }

        @Override
        public void close() {
            // displays nothing
        }
    }
}
