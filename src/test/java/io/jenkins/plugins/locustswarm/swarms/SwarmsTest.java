package io.jenkins.plugins.locustswarm.swarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.locustswarm.cleanup.Builds;
import io.jenkins.plugins.locustswarm.cleanup.SwarmReaper;
import io.jenkins.plugins.locustswarm.cleanup.ToyBootstrap;
import io.jenkins.plugins.locustswarm.cleanup.ToySwarm;
import io.jenkins.plugins.locustswarm.config.Ec2Machines;
import io.jenkins.plugins.locustswarm.config.LocalMachines;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class SwarmsTest {

    private static final TeardownCause TEST = new TeardownCause("by a test");

    private static JenkinsRule jenkins;

    private Builds builds;

    @TempDir
    Path folder;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        builds = new Builds(jenkins);
    }

    private static void waitUntilDown(String swarm) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60));
        while (SwarmRecords.get().names().contains(swarm)) {
            assertThat(deadline.passed()).as("%s is still there", swarm).isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
    }

    @Test
    void aLocalSwarmLivesOnTheAgentThatRunsTheBuild() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("Load Tests"), agent);

        SwarmRecord record = ToySwarm.up(Builds.plan(build), folder);

        assertThat(record.name()).startsWith("load-tests-1-");
        assertThat(record.phase()).isEqualTo(SwarmRecord.Phase.UP);
        assertThat(record.leaseEnds()).isAfter(record.createdAt().plus(Duration.ofMinutes(39)));
        for (MachineRecord machine : record.machines()) {
            FilePath root = agent.getRootPath();
            assertThat(machine.folder()).startsWith(root.getRemote());
            FilePath files = root.child(machine.bootstrapFolder());
            assertThat(files.child("näive file.py").readToString()).isEqualTo("# any\n");
            assertThat(files.child("bootstrap.sh").mode() & 0100).isNotZero();
        }

        SwarmTeardown.get().takeDown(record.name(), TaskListener.NULL, TEST);

        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(Path.of(record.machines().get(0).folder())).doesNotExist();
        builds.end(build);
    }

    @Test
    void aSwarmIsTakenDownAtTheEndOfItsBuildAndTheLogSaysSo() throws Exception {
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("left"), jenkins.createOnlineSlave());
        SwarmRecord record = ToySwarm.up(Builds.plan(build), folder);
        assertThat(Swarms.get().of(build)).extracting(SwarmRecord::name).containsExactly(record.name());

        builds.end(build);

        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(Path.of(record.machines().get(0).folder())).doesNotExist();
        jenkins.assertLogContains(
                "Swarm " + record.name() + " is still up at the end of the build: taking it down.", build);
        jenkins.assertLogContains("Swarm " + record.name() + " is down.", build);
    }

    @Test
    void theReaperDoesNotTouchTheSwarmOfARunningBuild() throws Exception {
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("busy"), jenkins.jenkins);
        SwarmRecord record = Builds.plan(build);

        SwarmReaper.get().execute(TaskListener.NULL);
        SwarmPool.get().submit(SwarmWork.TEARDOWN, record.name(), () -> null).get(1, TimeUnit.MINUTES);

        assertThat(SwarmRecords.get().names()).containsExactly(record.name());
        builds.end(build);
    }

    @Test
    void theLeaseOfARunningBuildIsExtended() throws Exception {
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("long"), jenkins.createOnlineSlave());
        SwarmRecord record = ToySwarm.up(Builds.plan(build), folder);
        Instant soon = Instant.now().plusSeconds(60);
        SwarmRecords.get().keeper(record.name()).update(known -> known.withLeaseEnds(soon));

        SwarmReaper.get().execute(TaskListener.NULL);

        Deadline deadline = Deadline.in(Duration.ofSeconds(60));
        while (SwarmRecords.get()
                .load(record.name())
                .orElseThrow()
                .leaseEnds()
                .isBefore(soon.plus(Duration.ofMinutes(55)))) {
            assertThat(deadline.passed()).as("the lease is as short as before").isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
        builds.end(build);
    }

    @Test
    void theReaperTakesDownTheSwarmOfADeletedBuild() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject("gone");
        FreeStyleBuild build = builds.start(project, jenkins.createOnlineSlave());
        SwarmRecord record = ToySwarm.up(Builds.plan(build), folder);
        SwarmRecord lost = record.withResource(SwarmOwner.RUN, "gone#99");
        SwarmRecords.get().keeper(record.name()).update(known -> lost);

        SwarmReaper.get().execute(TaskListener.NULL);

        waitUntilDown(record.name());
        assertThat(Path.of(record.machines().get(0).folder())).doesNotExist();
        builds.end(build);
    }

    @Test
    void theReaperDoesNotTouchTheSwarmsOfAnotherController() throws Exception {
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("ours"), jenkins.jenkins);
        SwarmRecord ours = Builds.plan(build);
        SwarmRecord foreign = SwarmRecord.planned(
                "foreign", "x#1", "jenkins-of-others", "local", Map.of(), ours.createdAt(), ours.createdAt());
        SwarmRecords.get().add(foreign);

        SwarmReaper.get().execute(TaskListener.NULL);
        builds.end(build);

        assertThat(SwarmRecords.get().names()).containsExactly("foreign");
    }

    @Test
    void theReaperTakesDownASwarmWithAnEarlierIdOfThisController() throws Exception {
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("gone"), jenkins.createOnlineSlave());
        SwarmRecord record = ToySwarm.up(Builds.plan(build), folder);
        SwarmRecord lost = record.withResource(SwarmOwner.RUN, "gone#99");
        SwarmRecords.get().keeper(record.name()).update(known -> lost);
        Files.writeString(
                jenkins.jenkins.getRootDir().toPath().resolve("locust-swarm/controller-ids"),
                "jenkins-of-today\n" + record.controllerId() + "\n");
        assertThat(LocustSwarmConfiguration.get().controllerId()).isEqualTo("jenkins-of-today");

        SwarmReaper.get().execute(TaskListener.NULL);

        waitUntilDown(record.name());
        builds.end(build);
    }

    @Test
    void aSwarmStaysWithABuildWhoseJobIsRenamed() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject("before");
        FreeStyleBuild build = builds.start(project, jenkins.jenkins);
        SwarmRecord record = Builds.plan(build);

        project.renameTo("after");

        assertThat(SwarmOwner.of(SwarmRecords.get().load(record.name()).orElseThrow())
                        .isAlive())
                .isTrue();
        assertThat(Swarms.get().of(build)).hasSize(1);
        builds.end(build);
    }

    @Test
    void aJobThatIsCreatedAgainDoesNotInheritTheSwarmsOfItsPredecessor() throws Exception {
        FreeStyleBuild first = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("again"));
        SwarmRecord record = Builds.plan(first);
        assertThat(Swarms.get().of(first)).hasSize(1);
        first.getParent().delete();

        FreeStyleBuild second = builds.start(jenkins.createFreeStyleProject("again"), jenkins.jenkins);

        assertThat(second.getExternalizableId()).isEqualTo(first.getExternalizableId());
        assertThat(Swarms.get().of(second)).isEmpty();
        assertThat(SwarmOwner.of(record).run()).isEmpty();
        builds.end(second);
    }

    @Test
    void aDeletedProfileLeavesNothingBehind() throws Exception {
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("deleted"), jenkins.createOnlineSlave());
        SwarmRecord record = ToySwarm.up(Builds.plan(build), folder);
        LocustSwarmConfiguration.get().setProfiles(List.of());

        SwarmTeardown.get().takeDown(record.name(), TaskListener.NULL, TEST);

        assertThat(Path.of(record.machines().get(0).folder())).doesNotExist();
        builds.end(build);
    }

    @Test
    void aTeardownEndsTheWorkOnTheSwarm() throws Exception {
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("stuck"), jenkins.jenkins);
        SwarmRecord record = Builds.plan(build);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<?> work = SwarmPool.get().submit(SwarmWork.BRING_UP, record.name(), () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        });
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        SwarmTeardown.get().takeDown(record.name(), TaskListener.NULL, TEST);

        assertThat(interrupted.getCount()).isZero();
        assertThat(work.get(1, TimeUnit.MINUTES)).isNull();
        builds.end(build);
    }

    @Test
    void workOnASwarmThatWasTakenDownDoesNotBringItUpAgain() throws Exception {
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("late"), jenkins.jenkins);
        SwarmRecord record = Builds.plan(build);
        try (OpenSwarm open = Swarms.get().open(record.name(), null, Progress.SILENT)) {
            SwarmTeardown.get().takeDown(record.name(), TaskListener.NULL, TEST);

            FolderSnapshot bootstrap = FolderSnapshot.of(ToyBootstrap.in(folder));
            assertThatThrownBy(() -> open.swarm()
                            .up(new SwarmPlan(EnumSet.allOf(Role.class), 1, 1, bootstrap, Duration.ofMinutes(10))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("Swarm " + record.name() + " was taken down by a test. Bring up another one.");
        }
        assertThat(SwarmRecords.get().names()).isEmpty();
        builds.end(build);
    }

    @Test
    void theRecordOfASwarmIsKeptWhileItsAgentIsOfflineAndDeletedWithTheAgent() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("offline"), agent);
        SwarmRecord record = ToySwarm.up(Builds.plan(build), folder);
        agent.toComputer().disconnect(null).get();
        builds.end(build);

        assertThatThrownBy(() -> SwarmTeardown.get().takeDown(record.name(), TaskListener.NULL, TEST))
                .isInstanceOf(MachinesLeftException.class)
                .hasMessageContaining(agent.getNodeName())
                .hasMessageContaining("Manage Jenkins, Locust swarms shows the swarms that are left");
        assertThat(SwarmRecords.get().names()).containsExactly(record.name());

        jenkins.jenkins.removeNode(agent);
        SwarmTeardown.get().takeDown(record.name(), TaskListener.NULL, TEST);
        assertThat(SwarmRecords.get().names()).isEmpty();
    }

    @Test
    void localMachinesNeedANode() throws Exception {
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("nowhere"), jenkins.jenkins);

        assertThatThrownBy(() -> Swarms.get()
                        .plan(
                                Swarms.get().nameFor(build),
                                build,
                                null,
                                "default",
                                "checkout",
                                Map.of(),
                                Duration.ofMinutes(10)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("node");
        assertThat(SwarmRecords.get().names()).isEmpty();
        builds.end(build);
    }

    @Test
    void aSwarmThatNeverStartedForLackOfCredentialsIsTakenDownWithoutThem() throws Exception {
        Ec2Machines machines = new Ec2Machines();
        machines.setCredentialsId("gone");
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("default", machines)));
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("keyless"), jenkins.jenkins);
        SwarmRecord record = Builds.plan(build);
        assertThatThrownBy(() -> Swarms.get().open(record.name(), null, Progress.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"gone\" that keyless may use");

        builds.end(build);

        assertThat(SwarmRecords.get().names()).isEmpty();
    }

    @Test
    void aProfileOfAnotherFolderCannotBeUsed() throws Exception {
        SwarmProfile profile = new SwarmProfile("default", new LocalMachines());
        profile.setFolders("shop");
        LocustSwarmConfiguration.get().setProfiles(List.of(profile));
        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("shopping"), jenkins.jenkins);

        assertThatThrownBy(() -> Builds.plan(build))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no swarm profile named \"default\" that shopping may use");
        builds.end(build);
    }

    @Test
    void aBrokenRecordDoesNotAffectOtherSwarms() throws Exception {
        Path broken = SwarmRecords.get().folderOf("broken");
        Files.createDirectories(broken);
        Files.writeString(broken.resolve("record.json"), "{");
        Node node = jenkins.jenkins;

        FreeStyleBuild build = builds.start(jenkins.createFreeStyleProject("next"), node);
        Builds.plan(build);
        builds.end(build);

        assertThat(SwarmRecords.get().names()).containsExactly("broken");
    }
}
