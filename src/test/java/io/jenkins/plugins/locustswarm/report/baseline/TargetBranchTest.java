package io.jenkins.plugins.locustswarm.report.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Change requests of a multibranch job, with a source of branches in memory. */
@WithJenkins
class TargetBranchTest {

    private static final String GATE = "p95 < 110% of baseline";

    /** A branch whose name is not that of its job. */
    private static final String TARGET = "release/2.0";

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
    }

    @Test
    void aChangeRequestIsComparedWithItsTargetBranchFromItsFirstBuildOn() throws Exception {
        WorkflowMultiBranchProject shop = BranchesInMemory.project(jenkins, "master", TARGET);
        WorkflowRun target = jobOf(shop, TARGET).getBuildByNumber(1);
        PlantedRun.record(target, PlantedRun.of(200), "");

        WorkflowJob request = request(shop);
        WorkflowRun first = request.getBuildByNumber(1);
        RunSummary judged = PlantedRun.record(first, PlantedRun.of(240), "", GATE);
        String name = jobOf(shop, TARGET).getFullName();
        assertThat(judged.baseline()).isEqualTo(name + " #1");
        assertThat(judged.gates().get(0).passed()).isFalse();
        assertThat(PlantedRun.judge(first, PlantedRun.of(210), "last 5", GATE).baseline())
                .isEqualTo(name + " #1");

        PlantedRun.record(first, PlantedRun.of(210), "");
        WorkflowRun second = jenkins.buildAndAssertSuccess(request);
        assertThat(PlantedRun.judge(second, PlantedRun.of(225), "", GATE).baseline())
                .as("not with its own earlier version")
                .isEqualTo(name + " #1");
    }

    @Test
    void aChangeRequestWhoseTargetBranchHasNoSuchTestIsComparedWithItsOwnBuilds() throws Exception {
        WorkflowJob request = request(BranchesInMemory.project(jenkins, "master", TARGET));
        RunSummary first = PlantedRun.record(request.getBuildByNumber(1), PlantedRun.of(200), "", GATE);
        assertThat(first.gates().get(0).passed()).isTrue();
        assertThat(first.gates().get(0).why())
                .isEqualTo("there is no earlier successful build with this test to compare with yet");
        WorkflowRun second = jenkins.buildAndAssertSuccess(request);
        assertThat(PlantedRun.judge(second, PlantedRun.of(240), "", GATE).baseline())
                .isEqualTo("#1");
    }

    @Test
    void aBranchIsComparedWithItsOwnBuilds() throws Exception {
        WorkflowJob branch = jobOf(BranchesInMemory.project(jenkins, "master", TARGET), TARGET);
        PlantedRun.record(branch.getBuildByNumber(1), PlantedRun.of(200), "");
        WorkflowRun second = jenkins.buildAndAssertSuccess(branch);
        assertThat(PlantedRun.judge(second, PlantedRun.of(240), "", GATE).baseline())
                .isEqualTo("#1");
    }

    @Test
    void aParallelBranchOfAChangeRequestIsComparedWithItselfWhicheverBeginsFirst() throws Exception {
        WorkflowMultiBranchProject shop = BranchesInMemory.project(jenkins, "master", TARGET);
        WorkflowRun target = jobOf(shop, TARGET).getBuildByNumber(1);
        LocustReports.record(target, LocustReports.reserveName(target, "shop", "us"), PlantedRun.of(200));
        LocustReports.record(target, LocustReports.reserveName(target, "shop", "eu"), PlantedRun.of(400));
        WorkflowRun first = request(shop).getBuildByNumber(1);

        String eu = LocustReports.reserveName(first, "shop", "eu");
        String us = LocustReports.reserveName(first, "shop", "us");

        assertThat(baselineOf(first, eu)).isEqualTo(400);
        assertThat(baselineOf(first, us)).isEqualTo(200);
        assertThat(List.of(eu, us)).containsExactly("shop (eu)", "shop");
    }

    /** Returns the p95 with which a gate compares. */
    private static Double baselineOf(WorkflowRun run, String test) {
        return LocustReports.judge(run, test, Summaries.gates(GATE), BaselineChoice.DEFAULT, PlantedRun.of(300))
                .gates()
                .get(0)
                .baseline();
    }

    private static WorkflowJob jobOf(WorkflowMultiBranchProject shop, String branch) {
        return shop.getItemByBranchName(branch);
    }

    private static WorkflowJob request(WorkflowMultiBranchProject shop) {
        return shop.getItemByBranchName("PR-1");
    }
}
