package io.jenkins.plugins.locustswarm.report.build;

import static io.jenkins.plugins.locustswarm.report.PlantedRun.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.kept.AcceptedFigures;
import io.jenkins.plugins.locustswarm.report.kept.ChangeNote;
import io.jenkins.plugins.locustswarm.report.kept.GateOutcome;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What changed in the history of a job, on its pages and in its gates. */
class ChangesTest extends JenkinsWithJob {

    private static final String GATE = "p95 change < 10%";

    private FreeStyleBuild build(double p95) throws Exception {
        return PlantedRun.build(job, PlantedRun.of(PlantedRun.noisy(p95, job.getNextBuildNumber())), GATE);
    }

    /** Builds until there are so many; with a slowdown of a fifth from the 10th on. */
    private FreeStyleBuild buildUpTo(int last) throws Exception {
        FreeStyleBuild build = job.getLastBuild();
        while (job.getNextBuildNumber() <= last) {
            build = build(job.getNextBuildNumber() < 10 ? 200 : 240);
        }
        return build;
    }

    private static TestSummary kept(Run<?, ?> build) {
        return build.getAction(LocustBuildAction.class).find(TEST).orElseThrow();
    }

    private static GateOutcome gate(Run<?, ?> build) {
        return kept(build).getGates().get(0);
    }

    private static String url(Run<?, ?> build) {
        return build.getUrl() + "locust/test/" + TEST + "/";
    }

    @Test
    void aSlowdownOfAFifthIsFoundAndTheBuildWhereItBeganIsNamedUntilItIsAccepted() throws Exception {
        FreeStyleBuild before = buildUpTo(9);
        assertThat(before.getResult()).isEqualTo(Result.SUCCESS);
        assertThat(kept(before).getChanges()).isEmpty();

        FreeStyleBuild slow = buildUpTo(14);

        assertThat(slow.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(gate(slow).getWhy()).contains("before #10");
        assertThat(kept(slow).getChanges())
                .extracting(
                        ChangeNote::getMetric, ChangeNote::getDisplayName, ChangeNote::getSince, ChangeNote::isWorse)
                .contains(tuple("p95", "Aggregated", "#10", true), tuple("p95", "GET /cart", "#10", true));

        AcceptedFigures.accept(slow, TEST, "alice", Instant.now());
        FreeStyleBuild next = build(240);
        assertThat(next.getResult()).isEqualTo(Result.SUCCESS);
        assertThat(gate(next).isPassed()).isTrue();

        AcceptedFigures.withdraw(slow, TEST);
        assertThat(build(240).getResult()).isEqualTo(Result.UNSTABLE);
    }

    @Test
    void aGateOnAChangeHasTheSameReasonOnEveryPageAndSaysThatItComparesLevels() throws Exception {
        FreeStyleBuild slow = buildUpTo(14);

        String why = kept(slow).getWhy();
        assertThat(why).startsWith("p95 ").endsWith("before #10 (gate: change < 10%)");
        assertThat(browser.getPage(slow).asNormalizedText()).contains(why);
        HtmlPage report = browser.goTo(url(slow));
        assertThat(report.getElementById("locust-answer").asNormalizedText()).contains(why);
        assertThat(report.getElementById("locust-gates").asNormalizedText())
                .contains("mean since the change", "mean before the change");
        assertThat(report.getElementById("locust-levels").asNormalizedText())
                .contains("The figures at the top of this page are those of this run alone");
        assertThat(browser.goTo(url(job.getBuildByNumber(1))).getElementById("locust-levels"))
                .as("there is no change")
                .isNull();
    }

    @Test
    void aNameThatBuildsKeepInAShorterFormHasAHistory() throws Exception {
        String name = "/export?" + "field=<&".repeat(200);
        FreeStyleBuild build = null;
        while (job.getNextBuildNumber() <= 14) {
            int number = job.getNextBuildNumber();
            double p95 = PlantedRun.noisy(number < 10 ? 200 : 240, number);
            ResponseTimes times = ResponseTimes.of(50.0, 40.0, 10.0, 900.0, Map.of("95%", p95));
            NameStats row = NameStats.of("GET", name, 3000, 0, 10, times);
            build = PlantedRun.build(job, PlantedRun.of(200, 10, List.of(row)), GATE);
        }
        assertThat(kept(build).getChanges())
                .extracting(ChangeNote::getMetric, ChangeNote::getSince)
                .contains(tuple("p95", "#10"));
        assertThat(kept(build).getChanges().get(0).getName()).startsWith("/export?");
    }

    @Test
    void theBuildsPageListsChangesWithALinkToTheBuildWhereTheyBegan() throws Exception {
        FreeStyleBuild slow = buildUpTo(14);
        JenkinsRule.WebClient browser = WebClients.withoutScripts(jenkins);
        HtmlPage page = browser.goTo(url(slow));
        DomElement changes = page.getElementById("locust-changes");
        assertThat(changes.querySelectorAll("tbody tr"))
                .extracting(row -> row.asNormalizedText().replaceAll("\\s+", " "))
                .anySatisfy(row -> assertThat(row).matches("#10 p95 GET /cart [0-9]+ ms [0-9]+ ms \\+[0-9]+ % worse"))
                .anySatisfy(row -> assertThat(row).startsWith("#10 p95 All requests "));
        HtmlAnchor link = changes.querySelector("tbody a");
        assertThat(link.getHrefAttribute()).endsWith("/job/kandu/10/locust/test/" + TEST + "/");
        assertThat(page.getElementById("locust-answer-changes").asNormalizedText())
                .contains("p95 +")
                .contains(" % (worse) since #10");
        assertThat(browser.getPage(slow).asNormalizedText()).contains("p95 +").contains(" % since #10");
    }

    @Test
    void theTestsTrendPageHasTheChangesOfTheWholeHistoryAndTheBuildsThatAreNotCompared() throws Exception {
        buildUpTo(4);
        PlantedRun.build(job, PlantedRun.of(900, 50));
        buildUpTo(14);
        job.getBuildByNumber(10).setDescription("new JVM <b>");
        HtmlPage page = browser.goTo("job/kandu/locust/test/" + TEST + "/");
        assertThat(page.getElementById("locust-changes").asNormalizedText())
                .contains("#10")
                .contains("GET /cart")
                .contains("worse")
                .contains("new JVM <b>");
        assertThat(page.getElementById("locust-left-out").getTextContent()).contains("#5: Users: 50 instead of 10");
    }

    @Test
    void withTooFewBuildsTheTrendPageSaysSo() throws Exception {
        buildUpTo(2);
        HtmlPage page = browser.goTo("job/kandu/locust/test/" + TEST + "/");
        assertThat(page.getElementById("locust-too-few").asNormalizedText())
                .isEqualTo("2 builds with this test: too few of them are comparable to tell a change from noise.");
    }

    @Test
    void figuresAreAcceptedAndWithdrawnWithAButtonOfTheBuildsPage() throws Exception {
        FreeStyleBuild build = buildUpTo(1);
        JenkinsRule.WebClient clicking = WebClients.withoutStyles(jenkins);
        jenkins.submit(clicking.goTo(url(build)).getFormByName("locust-accept"));
        assertThat(AcceptedFigures.of(build, TEST).orElseThrow().getUser()).isEqualTo("anonymous");

        HtmlPage page = clicking.goTo(url(build));
        assertThat(page.getElementById("locust-accepted").asNormalizedText()).contains("Accepted by anonymous, ");
        HtmlPage trend = browser.goTo("job/kandu/locust/test/" + TEST + "/");
        assertThat(trend.getElementById("locust-accepted").asNormalizedText()).endsWith("#1");

        jenkins.submit(page.getFormByName("locust-withdraw"));
        assertThat(AcceptedFigures.of(build, TEST)).isEmpty();
    }

    @Test
    void onlyThoseWhoMayUpdateTheBuildCanAcceptItsFiguresAndOnlyByPost() throws Exception {
        FreeStyleBuild build = buildUpTo(1);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "writer")
                .grant(Run.UPDATE)
                .everywhere()
                .to("writer"));
        JenkinsRule.WebClient reader = WebClients.withoutScripts(jenkins).withThrowExceptionOnFailingStatusCode(false);
        reader.login("reader");
        assertThat(reader.goTo(url(build)).getForms())
                .noneMatch(form -> form.getNameAttribute().startsWith("locust-"));
        for (String action : new String[] {"accept", "withdraw"}) {
            assertThat(post(reader, build, action)).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
        }
        assertThat(AcceptedFigures.of(build, TEST)).isEmpty();

        JenkinsRule.WebClient writer = WebClients.withoutScripts(jenkins).withThrowExceptionOnFailingStatusCode(false);
        writer.login("writer");
        assertThat(writer.getPage(new URL(jenkins.getURL(), url(build) + "accept"))
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        assertThat(AcceptedFigures.of(build, TEST)).isEmpty();
        post(writer, build, "accept");
        assertThat(AcceptedFigures.of(build, TEST).orElseThrow().getUser()).isEqualTo("writer");
    }

    private static int post(JenkinsRule.WebClient browser, Run<?, ?> build, String action) throws Exception {
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), url(build) + action), HttpMethod.POST);
        return browser.getPage(browser.addCrumb(request)).getWebResponse().getStatusCode();
    }
}
