package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Kills a real Jenkins, as {@code kill -9} does, and starts it again. */
final class KilledJenkins {

    private KilledJenkins() {}

    /** Ends the Jenkins in whose process this is, so long after the log of the build says that. Returns at once. */
    static void dieAt(JenkinsRule rule, String job, int build, String words, int milliseconds) {
        Thread watcher = new Thread(() -> {
            while (!log(rule, job, build).contains(words)) {
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
