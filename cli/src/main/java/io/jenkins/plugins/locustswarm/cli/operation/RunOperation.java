package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.home.InUseException;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.UninterruptibleTask;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.SilentMasterException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.TargetHost;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** A run on machines that are up and stay up: starts it, waits for it, collects it. */
public final class RunOperation {

    /** Longer than another command brings slaves up by default: only the machines have the results of a load. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Caller caller;
    private final SwarmSessions sessions;
    private final ResultRequest request;
    private final Duration patience;

    public RunOperation(Caller caller, SwarmSessions sessions, ResultRequest request) {
        this(caller, sessions, request, PATIENCE);
    }

    /** @param patience how long the collection waits for another command that changes the swarm */
    RunOperation(Caller caller, SwarmSessions sessions, ResultRequest request, Duration patience) {
        this.caller = caller;
        this.sessions = sessions;
        this.request = request;
        this.patience = patience;
    }

    /** Starts Locust on the machines with these roles, and does not wait for the end of the run. */
    public RunRecord start(String name, RunPlan plan, Set<Role> roles) throws InterruptedException {
        if (roles.contains(Role.MASTER)) {
            TargetHost.note(plan.load().host())
                    .ifPresent(note -> caller.terminal().say("Warning: " + note));
        }
        try (CommandLock lock = sessions.lock(name);
                SwarmSession session = sessions.open(name)) {
            return session.swarm().run(plan, roles);
        } catch (InterruptedException e) {
            caller.terminal()
                    .say("Interrupted before the run had started; Locust was stopped where it was already running.");
            throw e;
        }
    }

    /**
     * Waits for the newest run and collects it; for a run on Locust's web page, waits until its load can be started there.
     * Returns the exit code.
     */
    public int awaitAndCollect(String name) {
        try (OutputFolder folder = claimFolder(sessions.record(name))) {
            return awaitAndCollect(name, folder.path(), null);
        }
    }

    /**
     * As {@link #awaitAndCollect(String)}, with a folder that the caller has claimed.
     *
     * @param started the run to wait for; the newest one if absent
     */
    public int awaitAndCollect(String name, Path folder, @CheckForNull RunRecord started) {
        RunRecord run;
        EarlyStop stop;
        try (SwarmSession session = sessions.openShared(name)) {
            run = started == null ? session.swarm().newestRun() : started;
            stop = session.swarm().await(run::isSame).earlyStop();
            session.endProgress();
            if (session.swarm().record().run().isInteractive()) {
                return printWebPage(session.swarm().record());
            }
        } catch (InterruptedException e) {
            return detach(name);
        } catch (SilentMasterException e) {
            throw new SilentMasterException(
                    e.getMessage()
                            + " Its results may still be there: once the machine answers again, collect them with: "
                            + sessions.followUp("run --resume", name),
                    e);
        }
        return UninterruptibleTask.call(() -> collectOnceFree(name, run, folder, stop));
    }

    /** Claims the folder that this command names, else the one that was named when the run was started. */
    public OutputFolder claimFolder(SwarmRecord record) {
        RunRecord run = record.run();
        Path ofRun = run == null || run.outputFolder() == null ? OutputFolder.DEFAULT : Path.of(run.outputFolder());
        Path folder = request.folder() == null ? ofRun : request.folder();
        return OutputFolder.claim(caller.folder().resolve(folder), caller);
    }

    private int printWebPage(SwarmRecord record) {
        int port = record.run().webPort();
        caller.terminal()
                .print("Locust's web page: "
                        + record.master().map(master -> master.url(port)).orElse(""));
        caller.terminal()
                .say("Start and watch the load there. Stop Locust with: "
                        + sessions.followUp("killall all", record.name()));
        return ExitCode.OK;
    }

    private int detach(String name) {
        caller.terminal()
                .say("Interrupted. The run continues without this command.\nWait for it and collect it with: "
                        + sessions.followUp("run --resume", name) + "\nStop it with: "
                        + sessions.followUp("killall all", name));
        return ExitCode.INTERRUPTED;
    }

    private int collectOnceFree(String name, RunRecord run, Path folder, @CheckForNull EarlyStop stop)
            throws InterruptedException {
        LockWait wait = new LockWait(() -> sessions.lock(name), patience);
        try (CommandLock lock = wait.take(() -> !caller.interrupts().requested(), this::sayThatItWaits)) {
            return collect(name, run, folder, stop);
        } catch (InUseException e) {
            String resume = sessions.followUp("run --resume", name);
            if (caller.interrupts().requested()) {
                caller.terminal().say("Interrupted. Collect the results with: " + resume);
                return ExitCode.INTERRUPTED;
            }
            throw new BringUpException(e.getMessage() + " Then collect the results with: " + resume, e);
        }
    }

    private void sayThatItWaits(InUseException refusal) {
        caller.terminal()
                .say(refusal.who()
                        + " The results are collected as soon as that command has ended; waiting for it for up to "
                        + patience.toMinutes() + " minutes.");
    }

    /**
     * Opens the swarm again, because other commands may have changed its record meanwhile, and even have stopped the run and
     * started another one.
     */
    private int collect(String name, RunRecord run, Path folder, @CheckForNull EarlyStop stop)
            throws InterruptedException {
        if (!sessions.exists(name)) {
            throw new BringUpException(
                    "Swarm " + name + " was taken down before the results of its run were collected.");
        }
        try (SwarmSession session = sessions.open(name)) {
            if (stop != null) {
                session.swarm().stopEarly(run::isSame, stop);
            }
            int code = new ResultCollector(caller, request).collect(session, run, folder);
            caller.terminal()
                    .say("Swarm " + name + " is still up. Run again, or take it down with: "
                            + sessions.followUp("down all", name));
            return code;
        }
    }
}
