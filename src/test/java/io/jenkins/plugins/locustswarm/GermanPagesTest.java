package io.jenkins.plugins.locustswarm;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.Publisher;
import java.nio.file.Path;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a user sees whose browser asks for German. */
@WithJenkins
class GermanPagesTest {

    @TempDir
    private Path folder;

    private static JenkinsRule jenkins;
    private FreeStyleProject job;
    private JenkinsRule.WebClient browser;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
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
        Publisher.build(job, folder, "checkout", "2.47.0-hostile", "p95 < 800", "failures < 0.5%");
    }

    @Test
    void theReportIsGerman() throws Exception {
        buildTwice();

        HtmlPage page = browser.goTo("job/kandu/2/locust/test/checkout/");

        assertThat(page.asNormalizedText())
                .contains("Lasttest checkout", "Vergleichen mit...", "Anfragen/s", "Fehlgeschlagen")
                .contains("Zeitverlauf", "nicht bestanden", "Was gelaufen ist", "Zustand des Laufs")
                .contains("Siehe master.log und die Ausnahmen unten")
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

        assertThat(page.asNormalizedText()).contains("Lasttests", "Instabil", "Werte als Tabelle");
        assertThat(page.asXml())
                .contains("Fehlgeschlagene Anfragen (%)", "Diagramme konfigurieren")
                .doesNotContain("Failed requests (%)", "Configure the charts");
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
    void anotherLanguageFallsBackToEnglish() throws Exception {
        browser.addRequestHeader("Accept-Language", "eo");

        assertThat(browser.goTo("configure").asXml()).contains("Add a profile").doesNotContain("Profil hinzufügen");
    }
}
