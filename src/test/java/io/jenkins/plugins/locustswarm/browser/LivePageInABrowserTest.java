package io.jenkins.plugins.locustswarm.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.live.LiveState;
import io.jenkins.plugins.locustswarm.report.live.RunningTests;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.openqa.selenium.Keys;

/** Pages of running tests while they change. */
@WithJenkins
class LivePageInABrowserTest {

    private static final String FOCUS = "const focused = document.activeElement; return ";
    private static final String HEARD = "return document.getElementById('locust-live-region').textContent";

    @TempDir
    private static Path scratch;

    private static JenkinsRule jenkins;
    private static Chromium browser;

    private Path results;
    private FreeStyleBuild build;
    private LiveState test;

    @BeforeAll
    static void startBrowser(JenkinsRule rule) {
        browser = Chromium.start();
        jenkins = rule;
        browser.prefers("light").width(1280);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void startLoad() throws Exception {
        results = Files.createTempDirectory(scratch, "results");
        build = RunningLoad.start(
                jenkins, "running-" + jenkins.jenkins.getItems().size(), results);
        test = RunningTests.of(build).get(0);
    }

    @AfterEach
    void endBuild() throws Exception {
        build.doStop();
        jenkins.waitForCompletion(build);
    }

    private void open(String page) throws Exception {
        browser.open(jenkins.getURL().toExternalForm() + build.getUrl() + "locust/" + page);
    }

    private void publish() throws Exception {
        LocustReports.publish(
                build,
                TaskListener.NULL,
                RunningLoad.TEST,
                Summaries.copy("2.46.3-ok", results.resolve("final")),
                Summaries.of("2.46.3-ok"));
        RunningTests.published(build, test);
    }

    @Test
    void theLivePageBecomesTheReportWithoutAReload() throws Exception {
        open("");
        browser.run("window.sameDocument = true; return true");
        assertThat(browser.find("#main-panel").getText()).contains("Stop the load now");

        publish();

        browser.until("return document.getElementById('locust-answer') !== null")
                .settle();
        assertThat(browser.run("return window.sameDocument === true")).isEqualTo(true);
        assertThat(browser.find("#main-panel").getText()).contains("Passed").doesNotContain("Stop the load now");
        browser.until("return document.querySelector('.locust-timeline canvas') !== null");
        assertThat(browser.violations()).isEmpty();
        assertThat(browser.run(HEARD)).isEqualTo("The load test has ended. Passed");
        assertThat(browser.run(FOCUS + "focused === document.body"))
                .as("nothing takes the focus if it was nowhere")
                .isEqualTo(true);
    }

    @Test
    void theFocusMovesToTheHeadingOfTheReportIfWhatHadItIsGone() throws Exception {
        open("");
        browser.tabTo("[data-part=log]");

        publish();

        browser.until("return document.getElementById('locust-answer') !== null")
                .until(FOCUS + "focused.matches('#main-panel h1')");
    }

    @Test
    void theListOpensTheOnlyReportThatIsLeftAtItsOwnAddress() throws Exception {
        LocustReports.record(build, "other", Summaries.of("2.46.3-ok"));
        open("");
        assertThat(browser.find("#locust-running").getText()).contains(RunningLoad.TEST);

        RunningTests.published(build, test); // as when its web page is closed

        browser.until("return location.pathname.endsWith('/locust/test/other/')")
                .settle();
        assertThat(browser.find("#main-panel").getText()).contains("Passed");
    }

    @Test
    void theListIsNotRequestedAnyMoreAfterTheEndOfTheBuild() throws Exception {
        LocustReports.record(build, "other", Summaries.of("2.46.3-ok"));
        open("");
        assertThat(browser.all(".locust-live")).hasSize(1);

        build.doStop();
        jenkins.waitForCompletion(build);

        browser.until("return document.querySelector('.locust-live') === null");
        assertThat(browser.find("#locust-running").getText())
                .contains(RunningLoad.TEST, "The test has ended without results.");
        assertThat(browser.find("#locust-tests").getText()).contains("other");
    }

    @Test
    void aLinkKeepsTheFocusWhileTheFiguresBesideItChange() throws Exception {
        LocustReports.record(build, "other", Summaries.of("2.46.3-ok"));
        open("");
        browser.tabTo("#locust-running a");

        test.update(new RunProgress(Duration.ofSeconds(90), null, 77, 20, 202.0, 1800, 6, 2, 2));

        browser.until("return document.getElementById('locust-running').textContent.includes('77')");
        assertThat(browser.run(FOCUS + "focused.matches('#locust-running a')")).isEqualTo(true);
    }

    @Test
    void aRefusedStopSaysWhy() throws Exception {
        open("");
        stop();
        assertThat(answer()).isEqualTo("The load of the test checkout is over: there is nothing to stop.");

        browser.run("window.crumb.wrap = () => ({}); return true");
        stop();
        assertThat(answer()).startsWith("The load was not stopped: you are signed out.");

        browser.run("window.fetch = () => Promise.reject(new TypeError('no connection')); return true");
        stop();
        assertThat(answer()).startsWith("Jenkins did not answer, ");
    }

    private void stop() {
        browser.tabTo(".locust-live-stop");
        browser.press(Keys.ENTER);
        browser.until("return document.querySelector('dialog[open] [data-id=ok]') !== null");
        browser.run("document.querySelector('dialog[open] [data-id=ok]').click(); return true");
    }

    private String answer() {
        String alert = "[...document.querySelectorAll('dialog[open]')]"
                + ".find((shown) => shown.querySelector('[data-id=cancel]').style.display === 'none')";
        browser.until("return " + alert + " !== undefined");
        Object text = browser.run("return " + alert + ".querySelector('.jenkins-dialog__title').textContent");
        browser.run(alert + ".querySelector('[data-id=ok]').click(); return true");
        browser.until("return document.querySelector('dialog[open]') === null");
        return (String) text;
    }
}
