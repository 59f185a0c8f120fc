package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.function.Executable;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Kills a real Jenkins, as {@code kill -9} does, and starts it again. */
final class KilledJenkins {

    private KilledJenkins() {}

    /** Ends the Jenkins in whose process this is, so long after the log of the build says one of these. Returns at once. */
    static void dieAt(JenkinsRule rule, String job, int build, ArrayList<String> words, int milliseconds) {
        Thread watcher = new Thread(() -> {
            while (words.stream().noneMatch(log(rule, job, build)::contains)) {
                pause(10);
            }
            pause(milliseconds);
            Runtime.getRuntime().halt(137);
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    static void pause(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the log of a build as far as it is written; empty if there is no such build yet. */
    static String log(JenkinsRule rule, String name, int build) {
        WorkflowJob job = rule.jenkins.getItemByFullName(name, WorkflowJob.class);
        try {
            return job == null || job.getBuildByNumber(build) == null
                    ? ""
                    : JenkinsRule.getLog(job.getBuildByNumber(build));
        } catch (IOException e) {
            return "";
        }
    }

    /** Makes a call that Jenkins may not answer, since it may die before. A step that fails still fails the test. */
    static void runAlthoughItMayDie(RealJenkinsExtension jenkins, Executable call) throws Throwable {
        try {
            call.execute();
        } catch (IOException e) {
            if (!jenkins.getProcess().waitFor(1, TimeUnit.MINUTES)) {
                throw e;
            }
        }
    }

    static void awaitDeath(RealJenkinsExtension jenkins) throws InterruptedException {
        assertThat(jenkins.getProcess().waitFor(5, TimeUnit.MINUTES))
                .as("Jenkins has died")
                .isTrue();
    }

    /** Waits until Jenkins has died, and starts it. */
    static void startAnew(RealJenkinsExtension jenkins) throws Exception {
        awaitDeath(jenkins);
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
    }
}
