package io.jenkins.plugins.locustswarm.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Items;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.SleepBuilder;

class RunningTestsTest extends JenkinsWithJob {

    private FreeStyleBuild build;

    @BeforeEach
    void startBuild() throws Exception {
        job.getBuildersList().add(new SleepBuilder(3_600_000));
        build = job.scheduleBuild2(0).waitForStart();
    }

    @AfterEach
    void endBuild() throws Exception {
        if (build.isBuilding()) {
            build.doStop();
            jenkins.waitForCompletion(build);
        }
    }

    @Test
    void aTestThatIsRepeatedTakesThePlaceOfTheEarlierOne() throws Exception {
        LiveState first = RunningTests.begin(build, "typical load", new PlantedOperation().on("kandu-1-a"));
        LiveState second = RunningTests.begin(build, "typical load", new PlantedOperation().on("kandu-1-a"));
        assertThat(RunningTests.of(build)).as("on the same swarm").containsExactly(second);
        first.end();
        second.end();
        LiveState third = RunningTests.begin(build, "typical load", new PlantedOperation().on("kandu-1-b"));
        assertThat(RunningTests.of(build)).as("on a new swarm").containsExactly(third);
    }

    @Test
    void aTestOfAJobThatIsRenamedAndMovedGoesOn() throws Exception {
        PlantedOperation operation = new PlantedOperation().on("kandu-1-a");
        LiveState test = RunningTests.begin(build, "typical load", operation);

        job.renameTo("checkout");
        assertThat(RunningTests.of(build)).as("after a new name").containsExactly(test);
        MockFolder shop = jenkins.createFolder("shop");
        Items.move(job, shop);
        shop.renameTo("store");

        assertThat(build.getExternalizableId()).isEqualTo("store/checkout#1");
        assertThat(RunningTests.of(build)).as("in another folder").containsExactly(test);
        assertThat(RunningTests.begin(build, "typical load", operation)).isSameAs(test);
        build.doStop();
        jenkins.waitForCompletion(build);
        assertThat(test.isOver()).isTrue();
    }

    @Test
    void aTestThatItsStepAddedAgainDuringAMoveIsThereOnce() throws Exception {
        PlantedOperation operation = new PlantedOperation().on("kandu-1-a");
        LiveState test = RunningTests.begin(build, "typical load", operation);
        String name = job.getFullName();

        job.renameTo("checkout");
        ExtensionList.lookupSingleton(RunningTests.MovedJobs.class).onLocationChanged(job, "checkout", name);
        RunningTests.begin(build, "typical load", operation);
        ExtensionList.lookupSingleton(RunningTests.MovedJobs.class).onLocationChanged(job, name, "checkout");

        assertThat(RunningTests.of(build)).containsExactly(test);
    }

    @Test
    void aBuildOfAJobThatWasCreatedAgainDoesNotHaveTheTestsOfTheDeletedOne() throws Exception {
        RunningTests.begin(build, "typical load", new PlantedOperation());
        build.doStop();
        jenkins.waitForCompletion(build);
        build.getProject().delete();

        FreeStyleBuild again = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("kandu"));
        assertThat(again.getExternalizableId()).isEqualTo(build.getExternalizableId());
        assertThat(RunningTests.of(again)).isEmpty();
    }

    @Test
    void onlyTheTestsOfTheLastBuildsThatEndedAreKept() throws Exception {
        RunningTests.begin(build, "typical load", new PlantedOperation());
        build.doStop();
        jenkins.waitForCompletion(build);
        FreeStyleProject other = jenkins.createFreeStyleProject("other");
        for (int i = 0; i < 50; i++) {
            FreeStyleBuild next = jenkins.buildAndAssertSuccess(other);
            RunningTests.begin(next, "any", new PlantedOperation());
            ExtensionList.lookupSingleton(RunningTests.class).onCompleted(next, TaskListener.NULL);
        }
        assertThat(RunningTests.of(build)).isEmpty();
        assertThat(RunningTests.of(other.getLastBuild())).hasSize(1);
    }
}
