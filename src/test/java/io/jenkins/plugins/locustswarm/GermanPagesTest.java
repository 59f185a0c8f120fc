package io.jenkins.plugins.locustswarm;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Functions;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.Publisher;
import java.nio.file.Path;
import java.util.Locale;
import org.htmlunit.html.HtmlPage;
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
        browser = jenkins.createWebClient();
        browser.setJavaScriptEnabled(false);
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
                .doesNotContain("Compare with", "Requests", "missed", "What ran");
        assertThat(page.getElementById("locust-answer").asNormalizedText())
                .startsWith("Instabil: ")
                .contains("gegenüber der Baseline #1", "4 Benutzer")
                .doesNotContain("against", "users");
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
