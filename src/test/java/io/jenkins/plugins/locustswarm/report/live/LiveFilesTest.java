package io.jenkins.plugins.locustswarm.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.SleepBuilder;

/** What the page of a running test shows of the files that will be archived. */
class LiveFilesTest extends JenkinsWithJob {

    private static final String ENABLED = "hudson.security.ArtifactsPermission";

    private final String before = System.getProperty(ENABLED);
    private FreeStyleBuild build;

    @BeforeEach
    void startTest() throws Exception {
        job.getBuildersList().add(new SleepBuilder(3_600_000));
        build = job.scheduleBuild2(0).waitForStart();
        PlantedOperation step = new PlantedOperation();
        step.phase = LivePhase.LOAD;
        RunningTests.begin(build, "typical load", step).log(List.of("All users spawned"));
        browser.getOptions().setPrintContentOnFailingStatusCode(false);
        System.setProperty(ENABLED, "true");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(Run.ARTIFACTS)
                .everywhere()
                .to("alice"));
    }

    @AfterEach
    void endBuild() throws Exception {
        if (before == null) {
            System.clearProperty(ENABLED);
        } else {
            System.setProperty(ENABLED, before);
        }
        build.doStop();
        jenkins.waitForCompletion(build);
    }

    @Test
    void aUserWithoutAccessToArtifactsSeesNeitherTheLogNorTheChartsOfARunningTest() throws Exception {
        browser.login("bob");
        HtmlPage page = browser.getPage(build, "locust/test/typical load/");
        assertThat(page.asNormalizedText()).contains("Load test typical load").doesNotContain("All users spawned");
        assertThat(page.querySelectorAll(".locust-live-charts")).isEmpty();
        browser.assertFails(build.getUrl() + "locust/test/typical load/charts", 403);
    }

    @Test
    void aUserWithAccessToArtifactsSeesBoth() throws Exception {
        browser.login("alice");
        HtmlPage page = browser.getPage(build, "locust/test/typical load/");
        assertThat(page.asNormalizedText()).contains("All users spawned");
        assertThat(page.querySelectorAll(".locust-live-charts")).hasSize(1);
        assertThat(browser.goTo(build.getUrl() + "locust/test/typical load/charts", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("\"lines\"");
    }
}
