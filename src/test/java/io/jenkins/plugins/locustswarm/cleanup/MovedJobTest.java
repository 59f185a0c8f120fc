package io.jenkins.plugins.locustswarm.cleanup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Items;
import hudson.model.listeners.ItemListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.ScriptedMachines;
import io.jenkins.plugins.locustswarm.swarms.SwarmOwner;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class MovedJobTest {

    private static JenkinsRule jenkins;

    private Folder team;
    private Builds builds;
    private FreeStyleBuild build;
    private SwarmRecord swarm;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void aBuildInAFolderHasASwarm() throws Exception {
        CleanJenkins.reset(jenkins);
        ScriptedMachines.beDefault();
        builds = new Builds(jenkins);
        team = jenkins.createProject(Folder.class, "team");
        build = builds.start(team.createProject(FreeStyleProject.class, "load"), jenkins.jenkins);
        swarm = Builds.plan(build);
    }

    /** Runs the reaper when Jenkins says that the folder was moved, before it says so of the job. */
    @TestExtension
    public static final class ReaperDuringTheMove extends ItemListener {

        private static volatile String log;

        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            if (item instanceof Folder) {
                log = reap();
            }
        }
    }

    /** Runs the reaper and returns what it says. */
    private static String reap() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        SwarmReaper.get().execute(new StreamTaskListener(log, UTF_8));
        return log.toString(UTF_8);
    }

    private void setBuild(String id) {
        SwarmRecords.get().keeper(swarm.name()).update(record -> record.withResource(SwarmOwner.RUN, id));
    }

    private String buildId() {
        return SwarmOwner.of(SwarmRecords.get().load(swarm.name()).orElseThrow())
                .runId();
    }

    @Test
    void aRunningBuildKeepsItsSwarmWhileItsFolderIsMoved() throws Exception {
        Folder all = jenkins.createProject(Folder.class, "all");

        Items.move(team, all);

        assertThat(ReaperDuringTheMove.log).isNotNull().doesNotContain("taking it down");
        assertThat(buildId()).isEqualTo("all/team/load#1");
        assertThat(reap()).doesNotContain("taking it down");
        assertThat(SwarmRecords.get().names()).containsExactly(swarm.name());
        builds.end(build);
    }

    @Test
    void theBuildsOfAFolderAreUpdatedWithIt() throws Exception {
        new SwarmJobListener().onLocationChanged(team, "team", "all/team");
        assertThat(buildId()).isEqualTo("all/team/load#1");

        new SwarmJobListener().onLocationChanged(team, "all/te", "other");
        assertThat(buildId()).isEqualTo("all/team/load#1");
        builds.end(build);
    }

    @Test
    void theSwarmOfADeletedJobIsTakenDownByTheSecondCheck() throws Exception {
        setBuild("gone#1");

        assertThat(reap()).contains("was not found: checking it again").doesNotContain("taking it down");

        assertThat(reap()).contains("taking it down");
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        while (!SwarmRecords.get().names().isEmpty()) {
            assertThat(deadline.passed()).as("it is still there").isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
        builds.end(build);
    }

    @Test
    void aJobThatWasFoundInBetweenIsSearchedTwiceAgain() throws Exception {
        for (int move = 0; move < 2; move++) {
            setBuild("gone#1");
            assertThat(reap()).doesNotContain("taking it down");
            setBuild("team/load#1");
            assertThat(reap()).isEmpty();
        }

        assertThat(SwarmRecords.get().names()).containsExactly(swarm.name());
        builds.end(build);
    }
}
