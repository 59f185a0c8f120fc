package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.live.RunningTests;
import java.net.URL;
import java.time.Duration;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The page of a test while a real Locust makes requests. */
class LiveLoadTest {

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private LoadLab lab;

    @BeforeEach
    void begin() throws Exception {
        lab = new LoadLab();
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private WorkflowRun start(JenkinsRule jenkins, String arguments) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));
        job.setDefinition(new CpsFlowDefinition(
                "node { locustSwarm(slaves: 1, file: 'some.py', host: '" + lab.host() + "', users: 2, " + arguments
                        + ") }",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static JenkinsRule.WebClient browser(JenkinsRule jenkins) {
        JenkinsRule.WebClient browser = WebClients.withoutScripts(jenkins);
        browser.setThrowExceptionOnFailingStatusCode(false);
        return browser;
    }

    /** Waits until the page of the test has each of these texts at the same time; returns its text. */
    private static String await(JenkinsRule.WebClient browser, String... texts) throws Exception {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (true) {
            String text =
                    browser.goTo("job/load/1/locust/", null).getWebResponse().getContentAsString();
            if (Stream.of(texts).allMatch(text::contains)) {
                return text;
            }
            if (deadline.passed()) {
                assertThat(text).contains(texts);
            }
            deadline.pause(Duration.ofMillis(200));
        }
    }

    private static long points(JenkinsRule.WebClient browser) throws Exception {
        String charts = browser.goTo("job/load/1/locust/test/some/charts", "application/json")
                .getWebResponse()
                .getContentAsString();
        JSONObject line = JSONObject.fromObject(charts).getJSONArray("lines").getJSONObject(0);
        return line.getJSONArray("data").size();
    }

    /** Waits for the first point of the charts, which can be written after the page has the first requests. */
    private static void awaitPoints(JenkinsRule.WebClient browser) throws Exception {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (points(browser) == 0) {
            assertThat(deadline.passed()).as("no point in the charts").isFalse();
            deadline.pause(Duration.ofMillis(200));
        }
    }

    private static void stop(JenkinsRule.WebClient browser) throws Exception {
        assertThat(stopping(browser).getStatusCode()).isEqualTo(200);
    }

    private static WebResponse stopping(JenkinsRule.WebClient browser) throws Exception {
        URL stop = new URL(browser.getContextPath() + "job/load/1/locust/test/some/stop");
        return browser.getPage(browser.addCrumb(new WebRequest(stop, HttpMethod.POST)))
                .getWebResponse();
    }

    private static WorkflowRun ends(JenkinsRule jenkins) throws Exception {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("load", WorkflowJob.class).getBuildByNumber(1);
        return jenkins.assertBuildStatus(Result.UNSTABLE, jenkins.waitForCompletion(build));
    }

    @Test
    void aUserStopsTheLoadAndKeepsItsResults() throws Throwable {
        sessions.then(jenkins -> {
            start(jenkins, "runTime: '10m', gates: ['failures < 1%', 'p95 < 60000']");
            JenkinsRule.WebClient browser = browser(jenkins);
            String page = await( // the first report of a worker can be without failures
                    browser,
                    "Slowest requests so far",
                    "Failing requests so far",
                    "1 gate is at risk",
                    "Stop the load now, keep the results");
            assertThat(page.replaceAll("</?wbr>", ""))
                    .contains("/broken", "Log of the master")
                    .doesNotContain("locust-live/");
            awaitPoints(browser);

            stop(browser);

            WorkflowRun build = ends(jenkins);
            jenkins.assertLogContains("The load is stopped by anonymous; its results are kept.", build);
            jenkins.assertLogContains("because anonymous stopped it", build);
            var test = build.getAction(LocustBuildAction.class).find("some").orElseThrow();
            assertThat(test.getTotal().getRequests()).isPositive();
            assertThat(test.toRunSummary().health())
                    .filteredOn(finding -> finding.kind() == HealthFinding.Kind.ENDED_EARLY)
                    .hasSize(1);
            assertThat(await(browser, "Charts over time")).doesNotContain("Stop the load now");
        });
    }

    @Test
    void aUserWhoStopsTheLoadTooEarlyIsToldSoOrStopsItAsSoonAsItBegins() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = start(jenkins, "runTime: '10m'");
            JenkinsRule.WebClient browser = browser(jenkins);
            await(browser, "Start machines");
            Deadline deadline = Deadline.in(Duration.ofMinutes(2));
            WebResponse answer = stopping(browser);
            while (answer.getStatusCode() != 200) {
                assertThat(deadline.passed()).as("the load has not begun").isFalse();
                assertThat(answer.getStatusCode()).isEqualTo(409);
                assertThat(answer.getContentAsString())
                        .isEqualTo("The load of the test some has not begun yet: stop it when it is running, or abort"
                                + " the build.");
                deadline.pause(Duration.ofMillis(20));
                answer = stopping(browser);
            }
            jenkins.waitForCompletion(build);
            jenkins.assertLogContains("The load is stopped by anonymous; its results are kept.", build);
            assertThat(build.getAction(LocustBuildAction.class).find("some")).isPresent();
        });
    }

    @Test
    void afterARestartThePageShowsTheWholeLoad() throws Throwable {
        long[] before = new long[1];
        sessions.then(jenkins -> {
            start(jenkins, "runTime: '10m'");
            JenkinsRule.WebClient browser = browser(jenkins);
            await(browser, "Slowest requests so far");
            awaitPoints(browser);
            before[0] = points(browser);
        });
        sessions.then(jenkins -> {
            JenkinsRule.WebClient browser = browser(jenkins);
            await(browser, "Slowest requests so far");
            assertThat(points(browser))
                    .as("the history before the restart is read again")
                    .isGreaterThanOrEqualTo(before[0]);
            stop(browser);
            jenkins.assertLogContains("because anonymous stopped it", ends(jenkins));
        });
    }

    @Test
    void locustsWebPageIsLinkedUntilItIsClosed() throws Throwable {
        try (WebPagePort ignored = WebPagePort.reserve()) {
            sessions.then(jenkins -> {
                WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
                LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));
                job.setDefinition(new CpsFlowDefinition("""
                        node {
                            locustSwarmUp(slaves: 1)
                            locustRun(file: 'some.py', host: 'HOST', runTime: '')
                            waitUntil(initialRecurrencePeriod: 250, quiet: true) { fileExists 'watched' }
                            locustKillAll()
                            sleep 600
                        }""".replace("HOST", lab.host()), true));
                WorkflowRun build = job.scheduleBuild2(0).waitForStart();
                String page = await(
                        browser(jenkins),
                        "2 of 2 machines are ready.",
                        "web page is open",
                        "href=\"http://127.0.0.1:8089\"");
                assertThat(page).doesNotContain("Stop the load now");
                jenkins.waitForMessage("Locust's web page: http://127.0.0.1:8089", build);
                jenkins.jenkins.getWorkspaceFor(job).child("watched").touch(0);

                await(browser(jenkins), "web page is closed");
                build.doStop();
                jenkins.waitForCompletion(build);
                assertThat(RunningTests.of(build)).isEmpty();
            });
        }
    }

    @Test
    void aTestThatDoesNotComeUpSaysWhy() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = start(jenkins, "profile: 'no-such-profile'");
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            assertThat(await(browser(jenkins), "The test has ended without results."))
                    .contains("no-such-profile", "job/load/1/console");
        });
    }
}
