package io.jenkins.plugins.locustswarm.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.swarms.OpenSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.SwarmTeardown;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import io.jenkins.plugins.locustswarm.swarms.TeardownCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class RestartTest {

    private static final TeardownCause TEST = new TeardownCause("by a test", false);
    private static final String OTHERS = "jenkins-of-others";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    private Path folder;

    private String controllerId;
    private String swarm;
    private Path machine;

    /** Sets the ids by which the reaper, which also runs soon after each start, recognizes the swarms of this Jenkins. */
    private static void setControllerIds(JenkinsRule jenkins, String... ids) throws IOException {
        Path file = jenkins.jenkins.getRootDir().toPath().resolve("locust-swarm/controller-ids");
        Files.write(file, List.of(ids));
    }

    /** Brings a swarm up for a build that will not exist at the next start, as after a crash. */
    private void upForALostBuild(JenkinsRule jenkins) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject("load");
        FreeStyleBuild build;
        SwarmRecord planned;
        try (Builds builds = new Builds(jenkins)) {
            build = builds.start(project, jenkins.jenkins);
            planned = Builds.plan(build);
            controllerId = planned.controllerId();
            setControllerIds(jenkins, OTHERS);
            SwarmRecords.get()
                    .keeper(planned.name())
                    .update(record -> record.withResource(SwarmOwner.RUN, "load#" + (build.getNumber() + 1)));
        }
        FolderSnapshot bootstrap = FolderSnapshot.of(ToyBootstrap.in(folder));
        SwarmRecord record = SwarmPool.get()
                .submit(SwarmWork.BRING_UP, planned.name(), () -> {
                    try (OpenSwarm open = Swarms.get().open(planned.name(), bootstrap, Progress.SILENT)) {
                        open.swarm()
                                .up(new SwarmPlan(EnumSet.allOf(Role.class), 1, 1, bootstrap, Duration.ofMinutes(10)));
                        return open.record();
                    }
                })
                .get(2, TimeUnit.MINUTES);
        jenkins.waitForCompletion(build);
        swarm = record.name();
        machine = Path.of(record.machines().get(0).folder());
    }

    @Test
    void aSwarmWhoseBuildIsGoneAfterACrashIsTakenDownSoonAfterTheStart() throws Throwable {
        sessions.then(this::upForALostBuild);

        sessions.then(jenkins -> {
            assertThat(SwarmRecords.get().names()).containsExactly(swarm);
            assertThat(machine).isDirectory();
            assertThat(SwarmReaper.get().getInitialDelay()).isBetween(1_000L, 60_000L);
            setControllerIds(jenkins, OTHERS, controllerId);
            SwarmReaper.get().execute(TaskListener.NULL);

            Deadline deadline = Deadline.in(Duration.ofSeconds(60));
            while (!SwarmRecords.get().names().isEmpty()) {
                assertThat(deadline.passed()).as("%s is still there", swarm).isFalse();
                deadline.pause(Duration.ofMillis(50));
            }
            assertThat(machine).doesNotExist();
        });
    }

    @Test
    void anInterruptedTeardownIsResumed() throws Throwable {
        sessions.then(jenkins -> {
            upForALostBuild(jenkins);
            SwarmRecords.get().keeper(swarm).update(record -> record.withPhase(SwarmRecord.Phase.GOING_DOWN));
        });

        sessions.then(jenkins -> {
            SwarmTeardown.get().takeDown(swarm, TaskListener.NULL, TEST);
            assertThat(SwarmRecords.get().names()).isEmpty();
            assertThat(machine).doesNotExist();
        });
    }
}
