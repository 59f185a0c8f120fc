package io.jenkins.plugins.locustswarm.report;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ListView;
import hudson.views.ListViewColumn;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.nio.file.Path;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LocustColumnTest {

    @TempDir
    private Path folder;

    private static JenkinsRule jenkins;
    private JenkinsRule.WebClient browser;
    private ListView view;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void makeView() throws Exception {
        CleanJenkins.reset(jenkins);
        browser = WebClients.withoutScripts(jenkins);
        view = new ListView("load");
        jenkins.jenkins.addView(view);
        view.setIncludeRegex(".*");
        view.getColumns().add(new LocustColumn());
    }

    /** What the column shows of that job. */
    private DomElement cell(String job) throws Exception {
        HtmlPage page = browser.goTo("view/load/");
        assertThat(page.asNormalizedText()).contains("Locust p95");
        return page.getElementById("job_" + job).getLastElementChild();
    }

    @Test
    void aListShowsTheFigureOfTheNewestBuildWithoutItsFiles() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("kandu");
        FreeStyleBuild build = Publisher.build(job, folder, "typical load", "2.47.0-hostile");
        build.deleteArtifacts();

        DomElement cell = cell("kandu");

        DomElement link = cell.getFirstByXPath(".//a");
        assertThat(link.asNormalizedText().strip()).isEqualTo("47 ms");
        assertThat(link.getAttribute("tooltip")).startsWith("Load test typical load");
        assertThat(cell.getAttribute("data")).isEqualTo("47.0");
        HtmlPage report = link.click();
        assertThat(report.asNormalizedText()).contains("Load test typical load");
    }

    @Test
    void theVerdictHasATextAndAMissedGateIsNamedInTheTooltip() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("kandu");
        Publisher.build(job, folder, "typical load", "2.46.3-ok", "p95 < 1 failed");

        DomElement cell = cell("kandu");

        assertThat(cell.<DomElement>getByXPath(".//*[name()='svg']")).hasSize(1);
        assertThat(((DomElement) cell.getFirstByXPath(".//*[@class='jenkins-visually-hidden']")).getTextContent())
                .isEqualTo("Failed");
        assertThat(((DomElement) cell.getFirstByXPath(".//a")).getAttribute("tooltip"))
                .contains("Load test typical load failed", "p95");
    }

    @Test
    void aChangeOfTheP95IsShownWithTheBuildSinceWhichItHolds() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("kandu");
        for (int i = 1; i <= 20; i++) {
            PlantedRun.build(job, PlantedRun.of(PlantedRun.noisy(i < 12 ? 200 : 260, i)));
        }
        assertThat(cell("kandu").asNormalizedText()).containsPattern("\\d+ ms\\s+\\+[23]\\d % since #12");
    }

    @Test
    void eachOfSeveralTestsIsNamedAndTheSlowestOneIsTheSortKey() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("kandu");
        FreeStyleBuild build = Publisher.build(job, folder, "one", "2.47.0-hostile");
        LocustReports.record(build, "none", Summaries.of("2.47.0-zero"));

        DomElement cell = cell("kandu");

        assertThat(cell.asNormalizedText()).contains("one: 47 ms").contains("none: –");
        assertThat(cell.getAttribute("data")).isEqualTo("47.0");
    }

    @Test
    void theCellOfAnItemWithoutLoadTestsIsEmpty() throws Exception {
        jenkins.createFreeStyleProject("new");
        jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("plain"));
        jenkins.createProject(MockFolder.class, "folder");

        for (String item : new String[] {"new", "plain", "folder"}) {
            assertThat(cell(item).asNormalizedText()).as(item).isBlank();
        }
    }

    @Test
    void theColumnIsNotShownByDefault() throws Exception {
        assertThat(ListViewColumn.createDefaultInitialColumnList(ListView.class))
                .noneMatch(LocustColumn.class::isInstance);
        browser.setJavaScriptEnabled(true);

        jenkins.configRoundtrip(view);

        assertThat(view.getColumns().get(LocustColumn.class)).isNotNull();
    }
}
