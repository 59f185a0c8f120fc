package io.jenkins.plugins.locustswarm.cleanup;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Node;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;

/** Builds that go on until a test lets them end. */
public final class Builds implements AutoCloseable {

    private final JenkinsRule jenkins;
    private final CountDownLatch end = new CountDownLatch(1);

    public Builds(JenkinsRule jenkins) {
        this.jenkins = jenkins;
    }

    public FreeStyleBuild start(FreeStyleProject project, Node node) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        project.setAssignedNode(node);
        project.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                    throws InterruptedException {
                begun.countDown();
                return end.await(30, TimeUnit.MINUTES);
            }
        });
        FreeStyleBuild build = project.scheduleBuild2(0).waitForStart();
        if (!begun.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the build did not begin");
        }
        return build;
    }

    /** Plans a swarm of the profile {@code default} for the test {@code checkout}, for ten minutes. */
    public static SwarmRecord plan(FreeStyleBuild build) {
        return Swarms.get()
                .plan(
                        Swarms.get().nameFor(build),
                        build,
                        build.getWorkspace(),
                        "default",
                        "checkout",
                        Map.of(),
                        Duration.ofMinutes(10));
    }

    static FilePath workspace(FreeStyleBuild build) {
        return build.getWorkspace();
    }

    public void end(FreeStyleBuild build) throws Exception {
        end.countDown();
        jenkins.waitForCompletion(build);
    }

    @Override
    public void close() {
        end.countDown();
    }
}
