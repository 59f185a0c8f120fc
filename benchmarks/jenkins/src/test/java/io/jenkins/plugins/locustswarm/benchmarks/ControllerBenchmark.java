package io.jenkins.plugins.locustswarm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.locustswarm.benchmarks.row.Goal;
import io.jenkins.plugins.locustswarm.benchmarks.row.Row;
import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Measures the threads and the memory of the controller, with one running swarm and with fifty. */
@WithJenkins
class ControllerBenchmark {

    private static final int SWARMS = 50;
    private static final int MACHINES = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Longer than the pools keep idle threads. */
    private static final Duration WATCHED = Duration.ofSeconds(40);

    private record Load(double threads, double megabytes) {}

    @Test
    @Timeout(900)
    void aSwarmMoreIsHardlyAThreadMore(JenkinsRule jenkins) throws Exception {
        StubProvider.over = false;
        jenkins.jenkins.setNumExecutors(SWARMS);
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("default", new StubMachines())));
        List<WorkflowRun> builds = new ArrayList<>();
        try {
            builds.add(start(jenkins, 1));
            awaitRunning(1);
            Load one = watch();
            for (int i = 2; i <= SWARMS; i++) {
                builds.add(start(jenkins, i));
            }
            awaitRunning(SWARMS);
            Load all = watch();
            JenkinsRows.write(
                    Topic.CONTROLLER,
                    List.of(
                            row("threads", Goal.atMost(2), "threads", (all.threads() - one.threads()) / (SWARMS - 1)),
                            row("heap", Goal.atMost(1), "MB", (all.megabytes() - one.megabytes()) / (SWARMS - 1))));
        } finally {
            StubProvider.over = true;
            for (WorkflowRun build : builds) {
                jenkins.waitForCompletion(build);
            }
        }
        assertThat(SwarmRecords.get().names()).isEmpty();
    }

    private static Row row(String what, Goal goal, String unit, double figure) {
        return Row.figure(
                        Topic.CONTROLLER,
                        "controller's " + what + " for each running swarm of " + MACHINES
                                + " machines beyond the first",
                        "the first swarm",
                        goal,
                        unit,
                        List.of(figure))
                .noted(SWARMS
                        + " Pipeline builds, each in a node with a locustSwarm step whose run goes on. The machines"
                        + " do not exist: their shells answer at once, so a poll takes no time on a network."
                        + " A poll opens one connection, to the master, and closes it. Threads are the most that were"
                        + " alive at once in " + WATCHED.toSeconds() + " s, heap is what is left after a collection.");
    }

    private static WorkflowRun start(JenkinsRule jenkins, int number) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load-" + number);
        FilePath bootstrap = jenkins.jenkins.getWorkspaceFor(job).child("bootstrap");
        bootstrap.mkdirs();
        bootstrap.child("bootstrap.sh").write("#!/bin/sh\n", "UTF-8");
        bootstrap.child("bootstrap.sh").chmod(0755);
        bootstrap.child("any.py").write("from locust import User\n\nclass Visitor(User):\n    pass\n", "UTF-8");
        job.setDefinition(new CpsFlowDefinition(
                "node { locustSwarm(slaves: " + (MACHINES - 1)
                        + ", file: 'any.py', host: 'http://127.0.0.1:1', runTime: '1h') }",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static void awaitRunning(int swarms) throws InterruptedException {
        Deadline deadline = Deadline.in(PATIENCE);
        while (running() < swarms) {
            assertThat(deadline.passed()).as("%d of %d run", running(), swarms).isFalse();
            deadline.pause(Duration.ofMillis(200));
        }
    }

    private static long running() {
        return SwarmRecords.get().all().stream()
                .filter(swarm -> swarm.openRun()
                        .filter(run -> run.phase() == RunRecord.Phase.STARTED)
                        .isPresent())
                .count();
    }

    private static Load watch() throws InterruptedException {
        Deadline quiet = Deadline.in(WATCHED);
        while (!quiet.passed()) {
            quiet.pause(Duration.ofSeconds(1)); // what bringing up took goes away
        }
        ManagementFactory.getThreadMXBean().resetPeakThreadCount();
        Deadline watched = Deadline.in(WATCHED);
        while (!watched.passed()) {
            watched.pause(Duration.ofSeconds(1));
        }
        int threads = ManagementFactory.getThreadMXBean().getPeakThreadCount();
        return new Load(threads, JenkinsRows.heapMegabytes());
    }
}
