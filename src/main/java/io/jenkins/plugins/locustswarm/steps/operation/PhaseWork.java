package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.run.RunSnapshot;
import io.jenkins.plugins.locustswarm.engine.run.RunWait;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.swarms.OpenSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import io.jenkins.plugins.locustswarm.swarms.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The work of each phase of an operation. */
final class PhaseWork {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    /** How long a swarm without a load of its own is expected to be used; its lease is extended while the build runs. */
    private static final Duration EXPECTED_USE = Duration.ofHours(2);

    private final SwarmOperation operation;
    private final BuildContext build;
    private final BuildSwarms swarms;
    private final OwnRun own;
    private final PollInterval interval = new PollInterval();
    private final RunWait wait = RunWait.withDetails();
    private final LivePageUpdates page;

    @CheckForNull
    private Progress log;

    PhaseWork(SwarmOperation operation, BuildContext build) {
        this.operation = operation;
        this.build = build;
        this.swarms = new BuildSwarms(operation, build);
        this.own = operation.ownRun();
        this.page = new LivePageUpdates(operation);
    }

    /**
     * Completes a phase, or polls a run once.
     *
     * @return the time until the next round
     */
    Duration work(OperationPhase phase) throws IOException, InterruptedException {
        RecordedName.reserve(operation, build);
        page.begin(build.run());
        switch (phase) {
            case FINDING -> find();
            case PREPARING -> prepare();
            case COMING_UP -> comeUp();
            case STARTING -> start();
            case RUNNING -> {
                Optional<Duration> pause = poll();
                if (pause.isPresent()) {
                    return pause.get();
                }
            }
            case COLLECTING -> {
                if (!collect()) {
                    return RunWait.PAUSE_AFTER_NO_ANSWER;
                }
            }
            case STOPPING -> stop();
            case GOING_DOWN -> goDown();
            case DONE -> {
                return Duration.ZERO;
            }
        }
        operation.completed(phase);
        return Duration.ZERO;
    }

    private Progress log() throws IOException, InterruptedException {
        Progress known = log;
        if (known == null) {
            known = new BuildLog(build.listener(), page);
            log = known;
        }
        return known;
    }

    private OpenSwarm open(@CheckForNull FolderSnapshot bootstrap) throws IOException, InterruptedException {
        record();
        return Swarms.get().open(swarm(), bootstrap, log());
    }

    /**
     * Opens a swarm on which Locust was started. A file that cannot be read and credentials that are missing for a time are
     * no reason to end a run.
     *
     * @throws BadInputException if the swarm was taken down, or is going down
     * @throws ShellException if it cannot be opened now
     */
    private OpenSwarm openWithRun() throws IOException, InterruptedException {
        record();
        try {
            return Swarms.get().open(swarm(), null, log());
        } catch (BadInputException e) {
            throw new ShellException(e.getMessage(), e);
        }
    }

    /** @throws BadInputException if the swarm was taken down, or is going down */
    private SwarmRecord record() {
        return SwarmRecords.get()
                .load(swarm())
                .filter(record ->
                        record.phase() == SwarmRecord.Phase.COMING_UP || record.phase() == SwarmRecord.Phase.UP)
                .orElseThrow(() -> SwarmRecords.get().gone(swarm()));
    }

    private String swarm() {
        return operation.swarm().orElseThrow();
    }

    private LoadSettings load() {
        return operation.load().orElseThrow();
    }

    private MachineSettings machines() {
        return operation.machines().orElseThrow();
    }

    private void refuseAfterTheBuild() throws IOException, InterruptedException {
        if (!build.run().isBuilding()) {
            throw new BadInputException("The build is over: no swarm is brought up for it.");
        }
    }

    private Path folder(String name) {
        return SwarmRecords.get().folderOf(swarm()).resolve(name);
    }

    private void find() throws IOException, InterruptedException {
        LoadChecks.check(operation, build, log());
        SwarmRecord record = swarms.only();
        operation.found(record.name());
        own.found(record.run());
    }

    private void prepare() throws IOException, InterruptedException {
        refuseAfterTheBuild();
        Optional<RunPlan> plan = LoadChecks.check(operation, build, log());
        MachineSettings machines = machines();
        Optional<LoadSettings> load = operation.load();
        Swarms.get()
                .plan(
                        swarm(),
                        build.run(),
                        build.workspace(),
                        machines.profile(),
                        load.map(LoadSettings::test).orElse(""),
                        machines.tags(),
                        machines.maxBringUpTime()
                                .plus(load.map(LoadSettings::longest).orElse(EXPECTED_USE)));
        files().copy(build.workspace(), plan.map(RunPlan::mayHaveHost).orElse(true), log());
        machines.plan(files().snapshot());
    }

    private OperationFiles files() {
        return new OperationFiles(operation, folder("bootstrap"));
    }

    private void comeUp() throws IOException, InterruptedException {
        refuseAfterTheBuild();
        FolderSnapshot files = files().snapshot();
        try (OpenSwarm open = open(files)) {
            open.swarm().up(machines().plan(files));
            ImageFiles.keep(machines().profile(), files);
        }
    }

    private void start() throws IOException, InterruptedException {
        try (OpenSwarm open = open(null)) {
            own.starting(open.record().run());
            Optional<RunRecord> attempted = open.record().openRun().filter(own::is);
            if (attempted.filter(run -> run.phase() == RunRecord.Phase.STARTED).isPresent()) {
                own.started(attempted.get());
                return;
            }
            if (attempted.isPresent()) {
                open.swarm()
                        .killall(ALL); // its start was cut short; the variables are known here, so it can begin again
            }
            own.started(open.swarm().run(load().planFor(build.variables(), files().locustfile(open.record())), ALL));
        }
    }

    /** @return the time until the next poll; empty if there is nothing more to wait for */
    private Optional<Duration> poll() throws IOException, InterruptedException {
        RunSnapshot snapshot;
        try (OpenSwarm open = openWithRun()) {
            snapshot = open.swarm().check(own::is, wait);
            page.checked(snapshot);
            if (snapshot.earlyStop() != null) {
                open.swarm().stopEarly(own::is, snapshot.earlyStop());
            }
        } catch (ShellException e) {
            snapshot = wait.noAnswer(record().run(), e, log());
        }
        if (!snapshot.isLast()) {
            return Optional.of(interval.next(snapshot, record().run()));
        }
        if (load().isInteractive()) {
            reportWebPage();
        }
        return Optional.empty();
    }

    private void reportWebPage() throws IOException, InterruptedException {
        SwarmRecord record = record();
        int port = record.run().webPort();
        String page = record.master().map(master -> master.url(port)).orElse("");
        log().phase("Locust's web page: " + page + ". Start and watch the load there.");
        operation.result(LoadResult.webPage(operation.testName().orElseThrow(), record.name(), page));
    }

    /** @return false if the results could not be fetched yet */
    private boolean collect() throws IOException, InterruptedException {
        if (operation.isAborted() && !hasResults(record().run())) {
            return true; // aborted before the run was started
        }
        Path folder = folder("results");
        try (OpenSwarm open = openWithRun()) {
            Optional<RunSummary> collected =
                    open.swarm().tryCollect(own::is, folder, wait, () -> !operation.isAborted());
            if (collected.isPresent()) {
                new ResultPublisher(build, operation, page, log()).publish(load(), collected.get(), folder);
            }
            return collected.isPresent();
        } catch (ShellException e) {
            wait.notCollected(e, !operation.isAborted(), log());
            return false;
        }
    }

    /** The results of a run that was collected may not have been published yet, and can be collected again. */
    private boolean hasResults(@CheckForNull RunRecord run) {
        return run != null && own.is(run) && run.phase() != RunRecord.Phase.STOPPED;
    }

    /** After a failure of the run, its message is the one that matters, and a run of another branch is left alone. */
    private void stop() throws IOException, InterruptedException {
        boolean afterFailure = operation.failure().isPresent();
        try (OpenSwarm open = open(null)) {
            if (!afterFailure || open.record().openRun().filter(own::is).isPresent()) {
                open.swarm().killall(ALL);
            }
        } catch (SwarmException e) {
            if (!afterFailure) {
                throw e;
            }
            log().warning(e.getMessage());
        }
    }

    private void goDown() throws IOException, InterruptedException {
        Optional<String> nothingToDo = swarms.takeDown();
        if (nothingToDo.isPresent()) {
            log().phase(nothingToDo.get());
        }
    }

    /** Ends the page of the running test. */
    void end() {
        page.end();
    }
}
