package io.jenkins.plugins.locustswarm.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleBuild;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.ScriptedMachines;
import io.jenkins.plugins.locustswarm.fixture.ScriptedMachines.Act;
import io.jenkins.plugins.locustswarm.swarms.OpenSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.SwarmTeardown;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import io.jenkins.plugins.locustswarm.swarms.TeardownCause;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Swarms are kept alive and taken down whatever happens to others, and it is known by whom. */
@WithJenkins
class SwarmCareTest {

    private static JenkinsRule jenkins;
    private static int jobs;

    private Builds builds;
    private FreeStyleBuild build;

    @TempDir
    Path folder;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void aBuildGoesOn() throws Exception {
        CleanJenkins.reset(jenkins);
        ScriptedMachines.beDefault();
        builds = new Builds(jenkins);
        String job = "load-" + ++jobs; // teardowns are remembered by the name of the job
        build = builds.start(jenkins.createFreeStyleProject(job), jenkins.jenkins);
    }

    @AfterEach
    void end() throws Exception {
        builds.end(build);
    }

    private SwarmRecord plan(String name) {
        return Swarms.get()
                .plan(name, build, build.getWorkspace(), "default", "checkout", Map.of(), Duration.ofMinutes(10));
    }

    private SwarmRecord up(String name) throws Exception {
        plan(name);
        FolderSnapshot bootstrap = FolderSnapshot.of(ToyBootstrap.in(folder));
        return SwarmPool.get()
                .submit(SwarmWork.BRING_UP, name, () -> {
                    try (OpenSwarm open = Swarms.get().open(name, bootstrap, Progress.SILENT)) {
                        open.swarm()
                                .up(new SwarmPlan(EnumSet.allOf(Role.class), 1, 1, bootstrap, Duration.ofMinutes(10)));
                        return open.record();
                    }
                })
                .get(5, TimeUnit.MINUTES);
    }

    private static void leaseEndsSoon(String name) {
        SwarmRecords.get()
                .keeper(name)
                .update(record -> record.withLeaseEnds(Instant.now().plusSeconds(60)));
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (!condition.getAsBoolean()) {
            assertThat(deadline.passed()).as(what).isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
    }

    private static void awaitGone(String name) throws InterruptedException {
        await(name + " is still there", () -> !SwarmRecords.get().names().contains(name));
    }

    @Test
    void swarmsThatHangDuringTheirStartBlockNeitherTeardownsNorLeases() throws Exception {
        up("goes");
        up("stays");
        leaseEndsSoon("stays");
        CountDownLatch hanging = new CountDownLatch(SwarmWork.BRING_UP.maxThreads());
        CountDownLatch free = new CountDownLatch(1);
        List<Future<?>> bringUps = new ArrayList<>();
        for (int i = 0; i < 2 * SwarmWork.BRING_UP.maxThreads(); i++) {
            bringUps.add(SwarmPool.get().submit(SwarmWork.BRING_UP, "hanging-" + i, () -> {
                hanging.countDown();
                ScriptedMachines.await(free);
                return null;
            }));
        }
        ScriptedMachines.await(hanging);

        SwarmTeardown.get().takeDownSoon("goes", TeardownCause.build(build));
        SwarmReaper.get().execute(TaskListener.NULL);

        awaitGone("goes");
        await("the lease is as short as before", () -> isLong("stays"));
        assertThat(SwarmPool.get()
                        .submit(SwarmWork.RUN, "runs", () -> "looked at")
                        .get(5, TimeUnit.MINUTES))
                .isEqualTo("looked at");
        free.countDown();
        for (Future<?> bringUp : bringUps) {
            bringUp.get(5, TimeUnit.MINUTES);
        }
    }

    private static boolean isLong(String name) {
        return SwarmRecords.get()
                .load(name)
                .orElseThrow()
                .leaseEnds()
                .isAfter(Instant.now().plus(Duration.ofMinutes(50)));
    }

    @Test
    void theLeaseIsExtendedWhileResultsAreCollected() throws Exception {
        up("busy");
        leaseEndsSoon("busy");
        CountDownLatch collecting = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Future<?> collection = SwarmPool.get().submit(SwarmWork.RUN, "busy", () -> {
            collecting.countDown();
            ScriptedMachines.await(free);
            return null;
        });
        ScriptedMachines.await(collecting);

        SwarmReaper.get().execute(TaskListener.NULL);

        await("the lease is as short as before", () -> isLong("busy"));
        free.countDown();
        collection.get(5, TimeUnit.MINUTES);
    }

    @Test
    void aLeaseIsExtendedAfterAnEarlierExtensionFailed() throws Exception {
        up("kept");
        leaseEndsSoon("kept");
        Act.EXTEND.does(time -> {
            if (time == 1) {
                throw new NoClassDefFoundError("replaced by an update");
            }
        });

        SwarmReaper.get().execute(TaskListener.NULL);
        await("it was not tried", () -> Act.EXTEND.count() >= 1);

        await("the lease is as short as before", () -> {
            SwarmReaper.get().execute(TaskListener.NULL);
            return isLong("kept");
        });
    }

    @Test
    void anErrorOfOneSwarmDoesNotKeepTheReaperFromOthers() throws Exception {
        for (String name : List.of("a-first", "b-second", "c-third")) {
            up(name);
            SwarmRecords.get()
                    .keeper(name)
                    .update(record -> record.withResource(SwarmOwner.RUN, "load-" + jobs + "#99"));
        }
        PrintStream log = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                if (line.contains("b-second")) {
                    throw new NoClassDefFoundError("replaced by an update");
                }
            }
        };

        SwarmReaper.get().execute(new StreamTaskListener(log, null));

        awaitGone("a-first");
        awaitGone("c-third");
        SwarmReaper.get().execute(TaskListener.NULL);
        awaitGone("b-second");
    }

    @Test
    void aTeardownInTheBackgroundIsRepeatedAfterAnError() throws Exception {
        up("stubborn");
        Act.DESTROY.does(time -> {
            if (time == 1) {
                throw new NoClassDefFoundError("replaced by an update");
            }
        });

        SwarmTeardown.get().takeDownSoon("stubborn", TeardownCause.build(build));
        await("it was not tried", () -> Act.DESTROY.count() == 1);

        await("it is still there", () -> {
            SwarmTeardown.get().takeDownSoon("stubborn", TeardownCause.build(build));
            return SwarmRecords.get().names().isEmpty();
        });
    }

    @Test
    void theLeaseMarginIsAtLeastTwoIntervalsOfTheReaper() {
        LocustSwarmConfiguration configuration = LocustSwarmConfiguration.get();
        configuration.setLeaseMargin(10);

        assertThat(configuration.leaseMargin().toMillis())
                .isGreaterThanOrEqualTo(2 * SwarmReaper.get().getRecurrencePeriod());
        assertThat(configuration.doCheckLeaseMargin("9").renderHtml()).contains("from 10 to 1440");
    }

    @Test
    void theErrorOfASwarmThatWasTakenDownNamesWhoDidItAndTheSwarmIsNotPlannedAgain() throws Exception {
        up("taken");
        SwarmTeardown.get().takeDown("taken", TaskListener.NULL, TeardownCause.reaper(SwarmOwner.of(plan("taken"))));
        String sentence = "Swarm taken was taken down by the reaper, because its build load-" + jobs + " #1 has ended";

        assertThatThrownBy(() -> Swarms.get().open("taken", null, Progress.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessage(sentence + ". Bring up another one.");
        assertThatThrownBy(() -> plan("taken"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(sentence);
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(Swarms.get().whyNone(build, null)).isEqualTo("The build has no swarm that is up (" + sentence + ")");
        assertThat(Swarms.get().whyNone(build, "taken")).isEqualTo(sentence);
        assertThat(Swarms.get().whyNone(build, "other")).isEqualTo("The build has no swarm other that is up");
    }

    @Test
    void aSwarmThatNeverStartedIsNotReportedAsUpOrDown() throws Exception {
        plan("planned");

        builds.end(build);

        assertThat(SwarmRecords.get().names()).isEmpty();
        jenkins.assertLogNotContains("planned", build);
    }

    @Test
    void aPartlyStartedSwarmIsNotReportedAsUp() throws Exception {
        Act.CREATE.does(time -> {
            throw new IllegalStateException("one machine is enough");
        });
        assertThatThrownBy(() -> up("half")).hasRootCauseMessage("one machine is enough");

        builds.end(build);

        jenkins.assertLogContains(
                "Swarm half did not come up completely at the end of the build: taking it down.", build);
        jenkins.assertLogContains("Swarm half is down.", build);
    }
}
