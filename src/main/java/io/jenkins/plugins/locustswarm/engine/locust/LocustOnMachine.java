package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.engine.stop.HistoryWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Locust on one machine of a run. It runs in a session of its own, so it needs no connection, and writes its files and its
 * exit code to the folder of the run.
 */
public final class LocustOnMachine {

    /** Functions that several scripts use. */
    private static final String COMMON = Script.text(LocustOnMachine.class, "common.sh");

    private static final Script RUN = Script.of(COMMON + Sessions.text(LocustOnMachine.class, "run.sh"));
    /** Leaves out the tables that Locust prints at its end, which are empty if the load did not begin. */
    private static final Script TAIL = Script.of("""
            tail -n 500 "$2" 2>/dev/null |
                grep -avE '^ *(Type +Name |-{5,}|Aggregated +0 |Response time percentiles|Error report|$)' |
                tail -n "$1"
            """);

    private static final String SUPERVISOR = COMMON + Sessions.text(LocustOnMachine.class, "supervise.sh");
    private static final String START_LOCUST = Script.text(LocustOnMachine.class, "start_locust.py");

    /** The time that Locust needs on a busy machine to write its files. */
    private static final Duration MIN_END = Duration.ofSeconds(10);

    private final RunRecord run;
    private final MachineRecord machine;
    private final Shell shell;

    public LocustOnMachine(RunRecord run, MachineRecord machine, Shell shell) {
        this.run = run;
        this.machine = machine;
        this.shell = shell;
    }

    /**
     * Starts Locust, if it was not started before.
     *
     * @param plan environment of the run, which the record does not have
     * @param launch what differs between master and worker
     * @throws BringUpException if Locust cannot be started
     */
    public void start(RunPlan plan, Launch launch) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                machine.bootstrapFolder(),
                machine.venv(),
                machine.name(),
                launch.runTimeSeconds() == null ? "" : String.valueOf(launch.runTimeSeconds()),
                String.valueOf(run.load().stopTimeout().toSeconds()),
                String.valueOf(run.load().quitTimeout().toSeconds()),
                String.valueOf(launch.longest().toSeconds()),
                String.valueOf(run.masterPort()),
                String.join(" ", launch.ports().stream().map(String::valueOf).toList()),
                Quote.exports(plan.environment()),
                SUPERVISOR,
                START_LOCUST,
                watchesRows() ? "yes" : ""));
        arguments.addAll(launch.locustArguments());
        ShellResult result = shell.run(verb("start", arguments));
        if (!result.succeeded()) {
            throw new BringUpException(
                    "Locust could not be started on " + machine.name() + ": " + String.join(" ", result.lastLines(3)));
        }
    }

    /**
     * What differs between a master and a worker.
     *
     * @param locustArguments arguments of Locust
     * @param runTimeSeconds duration of the load from the start of the test, 0 for a run without a run time; absent for a
     *     worker, since the master's machine has that clock
     * @param longest time after which Locust is ended in any case
     * @param ports ports that must be free
     */
    public record Launch(
            List<String> locustArguments, @CheckForNull Long runTimeSeconds, Duration longest, List<Integer> ports) {}

    /**
     * Returns the state of the run on this machine.
     *
     * @throws ShellException if the machine does not answer
     */
    public RunState state() throws InterruptedException {
        return state(null);
    }

    /**
     * Returns the state of the run on this machine.
     *
     * @param since the time in Unix seconds after which the rows of the history are wanted, 0 for all, with the other
     *     {@link RunDetails}; absent if none are wanted
     * @throws ShellException if the machine does not answer
     */
    public RunState state(@CheckForNull Long since) throws InterruptedException {
        boolean hasPage = run.isInteractive() && machine.role() == Role.MASTER;
        List<String> page = hasPage
                ? List.of(LocustArguments.webAddress(machine), String.valueOf(run.webPort()))
                : List.of("", "0");
        List<String> arguments = new ArrayList<>(List.of(
                machine.name(),
                page.get(0),
                page.get(1),
                String.valueOf(run.masterPort()),
                since == null ? "" : String.valueOf(since)));
        if (watchesRows()) {
            HistoryWindow window = HistoryWindow.of(run.load().stopWhen());
            arguments.add(String.valueOf(window.length().toSeconds()));
            arguments.add(String.valueOf(window.step().toSeconds()));
            arguments.addAll(window.names());
        }
        ControllerTime before = ControllerTime.now();
        ShellResult result = shell.run(verb("state", arguments));
        ControllerTime after = ControllerTime.now();
        if (!result.succeeded()) {
            throw new ShellException("The state of the run could not be read on " + machine.name() + ": "
                    + String.join(" ", result.lastLines(3)));
        }
        try {
            return RunState.parse(result.out(), before, after);
        } catch (IllegalArgumentException e) {
            throw new ShellException(
                    "The state of the run on " + machine.name() + " cannot be read: its answer has an unknown format.",
                    e);
        }
    }

    private boolean watchesRows() {
        return machine.role() == Role.MASTER && !run.load().stopWhen().isEmpty();
    }

    /** Returns the last lines that Locust printed, the oldest first. */
    public List<String> lastLines(int count) throws InterruptedException {
        String log = machine.runFolder(run.id()) + "/" + logFile();
        return shell.run(TAIL.arguments(String.valueOf(count), log)).lastLines(count);
    }

    /**
     * Asks Locust to end, and kills it if it has not ended within the stop timeout and the quit timeout. Does nothing if
     * Locust does not run.
     *
     * @throws BringUpException if Locust cannot be ended
     */
    public void stop() throws InterruptedException {
        stop(Duration.ZERO);
    }

    /** Stops a worker whose master has ended; a worker that was told to quit gets the same time to end by itself. */
    public void stopAfterItsMaster() throws InterruptedException {
        stop(timeToEnd());
    }

    private Duration timeToEnd() {
        Load load = run.load();
        Duration toQuit = load.quitTimeout().compareTo(MIN_END) < 0 ? MIN_END : load.quitTimeout();
        return load.stopTimeout().plus(toQuit);
    }

    private void stop(Duration ownEnd) throws InterruptedException {
        Duration grace = timeToEnd();
        List<String> arguments =
                List.of(String.valueOf(grace.toSeconds()), String.valueOf(ownEnd.toSeconds()), machine.name());
        ShellResult result =
                shell.run(verb("stop", arguments).deadline(grace.plus(ownEnd).plusSeconds(60)));
        if (!result.succeeded()) {
            throw new BringUpException(
                    "Locust could not be stopped on " + machine.name() + ": " + String.join(" ", result.lastLines(3)));
        }
    }

    /** Returns the name of the file with the output of Locust on this machine. */
    public String logFile() {
        return machine.name() + ".log";
    }

    /** Copies the files that exist, each up to its limit, into the folder. */
    public List<FetchedFile> fetch(List<FileRequest> wanted, Path folder) throws InterruptedException {
        return shell.getFiles(machine.runFolder(run.id()), wanted, folder, Duration.ofMinutes(10));
    }

    private Script verb(String verb, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(verb, machine.runFolder(run.id())));
        all.addAll(arguments);
        return RUN.arguments(all);
    }
}
