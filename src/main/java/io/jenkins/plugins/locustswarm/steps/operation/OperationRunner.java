package io.jenkins.plugins.locustswarm.steps.operation;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.run.RunSnapshot;
import io.jenkins.plugins.locustswarm.engine.run.RunWait;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.report.live.LocustLive;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation.Phase;
import io.jenkins.plugins.locustswarm.swarms.OpenSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Does what an operation says, one phase at a time, in a thread of the pool. */
public final class OperationRunner {

    private static final Logger LOGGER = Logger.getLogger(OperationRunner.class.getName());
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    /** A JVM that is short of memory may have some in a moment. */
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(3);

    private static final int MAX_ERRORS_IN_A_ROW = 3;

    private final SwarmOperation operation;
    private final BuildContext site;
    private final BuildSwarms swarms;
    private final PollInterval pace = new PollInterval();
    private final RunWait wait = new RunWait();
    private Progress log;
    private int errorsInARow;

    public OperationRunner(SwarmOperation operation, BuildContext site) {
        this.operation = operation;
        this.site = site;
        this.swarms = new BuildSwarms(operation, site);
    }

    /**
     * Goes through the operation's present phase, or looks once at a run that goes on.
     *
     * @return how long to wait before the next round
     * @throws InterruptedException when somebody else needs the swarm, or Jenkins ends
     */
    public Duration round() throws InterruptedException {
        Phase phase = operation.phase();
        try {
            Duration pause = go(phase);
            errorsInARow = 0;
            return pause;
        } catch (InterruptedException e) {
            throw e;
        } catch (SwarmException | IOException e) {
            operation.failed(phase, e.getMessage() == null ? e.toString() : e.getMessage());
        } catch (Throwable e) { // also checked ones that nobody declares
            if (isOfTheJvm(e)) {
                return again(phase, e);
            }
            failed(phase, e);
        }
        return Duration.ZERO;
    }

    /** That phase cannot be gone through, for a reason that says nothing to people: ours, or the JVM's. */
    public void failed(Phase phase, Throwable unexpected) {
        operation.failed(phase, "Something unexpected happened, and Jenkins' log says more of it: " + unexpected);
        LOGGER.log(Level.WARNING, unexpected, () -> "A bug, or a JVM in trouble: " + operation);
    }

    /** Those of other threads arrive as the cause of another exception. */
    private static boolean isOfTheJvm(Throwable thrown) {
        return thrown instanceof Error || thrown.getCause() instanceof Error;
    }

    /** Every phase can be repeated, and a load that goes on should not be given up for a moment without memory. */
    private Duration again(Phase phase, Throwable error) {
        errorsInARow++;
        if (errorsInARow >= MAX_ERRORS_IN_A_ROW) {
            errorsInARow = 0;
            failed(phase, error);
            return Duration.ZERO;
        }
        LOGGER.log(Level.WARNING, error, () -> "Trying again: " + operation);
        return PAUSE_AFTER_ERROR;
    }

    /** To be called when the operation is done. */
    public void end() throws IOException, InterruptedException {
        if (operation.load() != null) {
            LocustLive.end(site.run(), operation.load().test());
        }
    }

    private Duration go(Phase phase) throws IOException, InterruptedException {
        switch (phase) {
            case FINDING -> find();
            case PREPARING -> prepare();
            case COMING_UP -> comeUp();
            case STARTING -> start();
            case RUNNING -> {
                Duration pause = look();
                if (pause != null) {
                    return pause;
                }
            }
            case COLLECTING -> collect();
            case STOPPING -> stop();
            case GOING_DOWN -> goDown();
            case DONE -> {
                return Duration.ZERO;
            }
        }
        operation.ended(phase);
        return Duration.ZERO;
    }

    private Progress log() throws IOException, InterruptedException {
        if (log == null) {
            String test = operation.load() == null ? null : operation.load().test();
            log = new BuildLog(site.listener(), site.run(), test);
        }
        return log;
    }

    private OpenSwarm open(FolderSnapshot bootstrap) throws IOException, InterruptedException {
        record();
        return Swarms.get().open(operation.swarm(), bootstrap, log());
    }

    /** @throws BadInputException when another operation has taken the swarm down, or began to */
    private SwarmRecord record() {
        return SwarmRecords.get()
                .load(operation.swarm())
                .filter(record ->
                        record.phase() == SwarmRecord.Phase.COMING_UP || record.phase() == SwarmRecord.Phase.UP)
                .orElseThrow(() -> SwarmRecords.get().gone(operation.swarm()));
    }

    private void refuseAfterTheBuild() throws IOException, InterruptedException {
        if (!site.run().isBuilding()) {
            throw new BadInputException("The build is over: no swarm is brought up for it.");
        }
    }

    private Path folder(String name) {
        return SwarmRecords.get().folderOf(operation.swarm()).resolve(name);
    }

    private void find() throws IOException, InterruptedException {
        SwarmRecord record = swarms.only();
        operation.found(record.name());
        rememberEarlierRun(record);
    }

    private void rememberEarlierRun(SwarmRecord record) {
        operation.runBefore(record.run() == null ? "" : record.run().id());
    }

    private void prepare() throws IOException, InterruptedException {
        refuseAfterTheBuild();
        MachineSettings machines = operation.machines();
        Duration busy = machines.maxBringUpTime()
                .plus(
                        operation.load() == null
                                ? Duration.ofHours(2)
                                : operation.load().longest());
        String purpose = operation.load() == null ? "" : operation.load().test();
        Swarms.get()
                .plan(
                        operation.swarm(),
                        site.run(),
                        site.workspace(),
                        machines.profile(),
                        purpose,
                        machines.tags(),
                        busy);
        WorkspaceFiles.copy(site.workspace(), machines.bootstrapFolder(), folder("bootstrap"));
        FolderSnapshot files = FolderSnapshot.withoutLinks(folder("bootstrap"));
        machines.plan(files);
        if (operation.load() != null) {
            WorkspaceFiles.check(files, operation.load().file(), machines.bootstrapFolder());
        }
    }

    private void comeUp() throws IOException, InterruptedException {
        refuseAfterTheBuild();
        FolderSnapshot files = FolderSnapshot.withoutLinks(folder("bootstrap"));
        try (OpenSwarm open = open(files)) {
            open.swarm().up(operation.machines().plan(files));
            rememberEarlierRun(open.record());
        }
    }

    private void start() throws IOException, InterruptedException {
        try (OpenSwarm open = open(null)) {
            Optional<RunRecord> own =
                    open.record().openRun().filter(run -> !run.id().equals(operation.earlierRun()));
            if (own.filter(run -> run.phase() == RunRecord.Phase.STARTED).isPresent()) {
                return;
            }
            if (own.isPresent()) {
                open.swarm().killall(ALL); // it was cut short; its variables are known here, so that it begins anew
            }
            open.swarm().run(operation.load().planFor(site.variables()), ALL);
        }
    }

    /** Null when there is nothing more to wait for. */
    private Duration look() throws IOException, InterruptedException {
        RunSnapshot look;
        try (OpenSwarm open = open(null)) {
            look = open.swarm().look(wait);
        } catch (ShellException e) {
            look = wait.noAnswer(record().run(), e, log());
        }
        if (!look.isLast()) {
            return pace.next(look, record().run());
        }
        if (operation.load().isInteractive()) {
            tellOfWebPage();
        }
        return null;
    }

    private void tellOfWebPage() throws IOException, InterruptedException {
        SwarmRecord record = record();
        String address = record.master().map(MachineRecord::address).orElse("");
        String page = "http://" + address + ":" + record.run().webPort();
        log().phase("Locust's web page: " + page + ". Start and watch the load there.");
        operation.results(LoadResult.webPage(operation.load().test(), record.name(), page));
    }

    private void collect() throws IOException, InterruptedException {
        if (operation.isAborted() && record().openRun().isEmpty()) {
            return; // the end was asked for before it had begun
        }
        try (OpenSwarm open = open(null)) {
            new ResultPublisher(site, operation, log()).of(open.swarm(), folder("results"));
        }
    }

    private void stop() throws IOException, InterruptedException {
        try (OpenSwarm open = open(null)) {
            open.swarm().killall(ALL);
        }
    }

    private void goDown() throws IOException, InterruptedException {
        String nothingToDo = swarms.takeDown();
        if (nothingToDo != null) {
            log().phase(nothingToDo);
        }
    }
}
