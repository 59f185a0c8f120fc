package io.jenkins.plugins.locustswarm;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.Publisher;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomText;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.localizer.LocaleProvider;

/** What a user sees whose browser asks for German. */
@WithJenkins
class GermanPagesTest {

    @TempDir
    private Path folder;

    private static JenkinsRule jenkins;
    /** Jenkins sets the provider in its servlet listener, which the harness does not run. */
    private static LocaleProvider usual;

    private FreeStyleProject job;
    private JenkinsRule.WebClient browser;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
        usual = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Functions.getCurrentLocale();
            }
        });
    }

    @AfterAll
    static void restoreLocale() {
        LocaleProvider.setProvider(usual);
    }

    @BeforeEach
    void makeJob() throws Exception {
        CleanJenkins.reset(jenkins);
        job = jenkins.createFreeStyleProject("kandu");
        browser = WebClients.withoutScripts(jenkins);
        browser.addRequestHeader("Accept-Language", "de-DE,de;q=0.9,en;q=0.5");
    }

    private void buildTwice() throws Exception {
        Publisher.build(job, folder, "checkout", "2.46.3-ok");
        Publisher.build(job, folder, "checkout", "2.47.0-hostile", "failures < 0.5%", "p99 < 400% of baseline");
    }

    @Test
    void theReportIsGerman() throws Exception {
        buildTwice();

        HtmlPage page = browser.goTo("job/kandu/2/locust/test/checkout/");

        assertThat(page.asNormalizedText())
                .contains("Lasttest checkout", "Vergleichen mit...", "Anfragen/s", "Fehlerrate")
                .contains("Zeitverlauf", "nicht bestanden", "Was gelaufen ist", "Zustand des Laufs")
                .contains("Die Ausnahmen unten nennen die Zeile des Locustfiles")
                .doesNotContain("Compare with", "Requests", "missed", "Run details");
        assertThat(page.getElementById("locust-answer").asNormalizedText())
                .startsWith("Instabil: ")
                .contains("gegenüber der Baseline #1", "4 Benutzer")
                .doesNotContain("against", "4 users");
    }

    @Test
    void theJobPageIsGerman() throws Exception {
        buildTwice();

        HtmlPage page = browser.goTo("job/kandu/");

        assertThat(page.asNormalizedText()).contains("Lasttests", "Werte als Tabelle");
        assertThat(page.asXml())
                .contains("Fehlgeschlagene Anfragen (%)", "Diagramme konfigurieren")
                .contains("Jenkins hat mit dem Status {0} geantwortet.")
                .doesNotContain("Failed requests (%)", "Configure the charts", "Jenkins answered");
    }

    @Test
    void theNumbersOfAPageAreThoseOfItsLanguage() throws Exception {
        FreeStyleBuild first = PlantedRun.build(job, PlantedRun.of(1037.0));
        FreeStyleBuild build = PlantedRun.build(job, PlantedRun.of(1057.0), "p95 < 200% of baseline");

        String report = browser.getPage(build, "locust").asNormalizedText();
        assertThat(report).contains("1.057 ms", "+1,9 %").doesNotContain("+1.9 %");
        assertThat(browser.getPage(build).asNormalizedText()).contains("1.057 ms");
        assertThat(browser.getPage(job, "locust").asXml()).contains("data-language=\"de\"");
        String compared = browser.getPage(build, "locust/test/checkout/compare?build=" + first.getNumber())
                .asNormalizedText();
        assertThat(compared).contains("1.037 ms", "+1,9 %");

        browser.addRequestHeader("Accept-Language", "fr");
        assertThat(browser.getPage(build, "locust").asNormalizedText())
                .as("without a translation, texts and numbers are English")
                .contains("1,057 ms", "+1.9 %");
        assertThat(browser.getPage(job, "locust").asXml()).contains("data-language=\"en\"");
    }

    /** Fails for any page that shows the sentence and does not mark it, so that a screen reader would read it as German. */
    private static void isMarkedAsEnglish(HtmlPage page, String sentence) {
        List<DomText> shown = page.getByXPath("//body//text()").stream()
                .filter(DomText.class::isInstance)
                .map(DomText.class::cast)
                .filter(text -> text.getData().contains(sentence))
                .toList();
        assertThat(shown).as(page.getUrl() + " shows: " + sentence).isNotEmpty();
        assertThat(shown)
                .as(page.getUrl() + " says that this is English: " + sentence)
                .allMatch(text -> text.getFirstByXPath("ancestor::*[@lang][1][@lang='en']") != null);
    }

    @Test
    void sentencesOfTheEngineAreMarkedAsEnglishSinceScreenReadersWouldReadThemAsGerman() throws Exception {
        buildTwice();
        FreeStyleBuild build = job.getLastBuild();
        Publisher.build(job, folder, "checkout", "2.46.3-ok"); // the page compares runs with different findings
        LocustReports.record(build, "other", PlantedRun.of(100));
        TestSummary test =
                build.getAction(LocustBuildAction.class).find("checkout").orElseThrow();
        String finding = test.getHealth().get(0).getSentence();
        String gate = test.getGates().get(0).getWhy();

        HtmlPage report = browser.getPage(build, "locust/test/checkout/");
        isMarkedAsEnglish(report, finding);
        isMarkedAsEnglish(report, gate);
        isMarkedAsEnglish(report, test.getGates().get(0).getGate());
        isMarkedAsEnglish(browser.getPage(build), test.getWhy());
        isMarkedAsEnglish(browser.getPage(build, "locust"), test.getWhy());
        isMarkedAsEnglish(browser.getPage(build, "locust/test/checkout/compare?build=1"), finding);
    }

    @Test
    void chartsThatABrowserCachesDependOnItsLanguage() throws Exception {
        buildTwice();

        WebResponse charts = browser.goTo("job/kandu/2/locust/test/checkout/charts", "application/json")
                .getWebResponse();

        assertThat(charts.getResponseHeaderValue("Cache-Control")).contains("max-age");
        assertThat(charts.getResponseHeaders())
                .filteredOn(header -> header.getName().equals("Vary"))
                .extracting(NameValuePair::getValue)
                .contains("Accept-Language");
    }

    @Test
    void changesNameTheirFiguresAndConditionsInGerman() throws Exception {
        for (int i = 1; i <= 20; i++) {
            int users = i == 4 ? 50 : 10;
            PlantedRun.build(job, PlantedRun.of(PlantedRun.noisy(i < 12 ? 200 : 260, i), users));
        }
        HtmlPage trend = browser.getPage(job, "locust/test/checkout/");
        assertThat(trend.getElementById("locust-changes").asNormalizedText())
                .contains("Alle Anfragen", "GET /cart")
                .doesNotContain("Aggregated");
        assertThat(trend.getElementById("locust-left-out").getTextContent()).contains("Benutzer: 50 statt 10");
        assertThat(browser.getPage(job).asNormalizedText()).contains("Letzte Änderung: p95");
        assertThat(browser.getPage(job.getLastBuild()).asNormalizedText()).contains("p95 von GET /cart");
    }

    @Test
    void theGlobalConfigurationIsGerman() throws Exception {
        String page = browser.goTo("configure").asXml();

        assertThat(page)
                .contains("Swarm-Profile", "Profil hinzufügen", "Reserve der Lease in Minuten", "Preistabelle")
                .contains("Lokale Prozesse auf dem Knoten, der den Build ausführt")
                .doesNotContain("Add a profile", "Lease margin in minutes", "Price table");
    }

    @Test
    void theHelpOfAFieldIsGerman() throws Exception {
        String help = browser.goTo(
                        "descriptor/io.jenkins.plugins.locustswarm.config.SwarmProfile/help/machines", "text/html")
                .getWebResponse()
                .getContentAsString();

        assertThat(help).contains("Woher die Maschinen eines Swarms kommen: eine für den Master");
    }

    @Test
    void anotherLanguageFallsBackToEnglish() throws Exception {
        browser.addRequestHeader("Accept-Language", "eo");

        assertThat(browser.goTo("configure").asXml()).contains("Add a profile").doesNotContain("Profil hinzufügen");
    }
}
