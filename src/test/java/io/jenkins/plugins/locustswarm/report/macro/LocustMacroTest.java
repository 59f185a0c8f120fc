package io.jenkins.plugins.locustswarm.report.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.ExtensionList;
import hudson.model.FreeStyleBuild;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jenkinsci.plugins.tokenmacro.MacroEvaluationException;
import org.jenkinsci.plugins.tokenmacro.TokenMacro;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LocustMacroTest {

    @TempDir
    private Path folder;

    private static JenkinsRule jenkins;
    private FreeStyleBuild build;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void makeBuild() throws Exception {
        CleanJenkins.reset(jenkins);
        build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("kandu"));
    }

    private RunSummary publish(String test, String recorded, HoldingChange... changes) throws Exception {
        Path results = Summaries.copy(recorded, folder.resolve(test));
        RunSummary summary =
                Summaries.judged(Summaries.of(results), null, "failures < 1%").withChanges(List.of(changes));
        return LocustReports.publish(build, TaskListener.NULL, test, results, summary);
    }

    private String expand(String text) throws Exception {
        return TokenMacro.expandAll(build, null, TaskListener.NULL, text);
    }

    @Test
    void aMailNamesVerdictFiguresChangesAndReport() throws Exception {
        RunSummary summary = publish(
                "checkout",
                "2.46.3-bad",
                new HoldingChange("p95", "GET", "/cart", "#20", 210, 250, 0.19, true, 1e-7),
                new HoldingChange("failures", "", "Aggregated", "#18", 0, 0.02, null, true, 1e-7));
        NameStats row = summary.names().get(0);

        assertThat(expand("${LOCUST_VERDICT}"))
                .startsWith(
                        "Load test checkout is unstable: 22.9 % of all requests failed, above the threshold of 1 %; ");
        assertThat(expand("${LOCUST_FIGURE, metric=\"requests\"}"))
                .isEqualTo(String.valueOf(summary.total().requests()));
        assertThat(expand("${LOCUST_FIGURE, test=\"checkout\", name=\"" + row.type() + " " + row.name()
                        + "\", metric=\"max\"}"))
                .matches("[0-9.,]+ ms");
        assertThat(expand("${LOCUST_FIGURE, metric=\"failureRatio\"}")).endsWith(" %");
        assertThat(expand("${LOCUST_FIGURE, metric=\"rps\"}")).endsWith(" /s");
        assertThat(expand("${LOCUST_CHANGES}"))
                .isEqualTo("GET /cart p95 +19 %, worse, since #20 (210 ms before, 250 ms now)\n"
                        + "failures from 0, worse, since #18 (0.00 % before, 2.0 % now)");
        assertThat(expand("$LOCUST_REPORT_URL")).isEqualTo(jenkins.getURL() + build.getUrl() + "locust/test/checkout/");
    }

    @Test
    void eachTestOfABuildHasALine() throws Exception {
        publish("checkout", "2.46.3-bad");
        publish("browse", "2.46.3-ok");

        assertThat(expand("${LOCUST_VERDICT}").lines())
                .hasSize(2)
                .last()
                .isEqualTo("Load test browse passed: its gate passed");
        assertThat(expand("${LOCUST_VERDICT, test=\"browse\"}")).isEqualTo("Load test browse passed: its gate passed");
        assertThat(expand("${LOCUST_FIGURE}")).matches("checkout: .* ms\nbrowse: .* ms");
        assertThat(expand("${LOCUST_CHANGES}")).isEqualTo("No changes found");
        assertThat(expand("${LOCUST_REPORT_URL}").lines()).hasSize(2);
    }

    @Test
    void whatABuildDoesNotHaveIsNotAvailable() throws Exception {
        assertThat(expand("${LOCUST_VERDICT} ${LOCUST_FIGURE} ${LOCUST_CHANGES} ${LOCUST_REPORT_URL}"))
                .isEqualTo("n/a n/a n/a n/a");
        publish("checkout", "2.46.3-ok");
        assertThat(expand("${LOCUST_VERDICT, test=\"other\"}")).isEqualTo("n/a");
        assertThat(expand("${LOCUST_FIGURE, name=\"GET /none\"}")).isEqualTo("n/a");
        assertThat(expand("${LOCUST_FIGURE, metric=\"p12.5\"}")).isEqualTo("n/a");
        assertThatThrownBy(() -> expand("${LOCUST_FIGURE, metric=\"speed\"}"))
                .isInstanceOf(MacroEvaluationException.class)
                .hasStackTraceContaining("${LOCUST_FIGURE}: \"speed\" is not a valid metric");
    }

    @Test
    void textOfATargetIsNeitherExpandedNorAControlCharacterAndIsEscapedOnRequest() throws Exception {
        publish(
                "checkout",
                "2.46.3-ok",
                new HoldingChange("p95", "GET", "/<b>${BUILD_NUMBER}\u001b[31m\n&", "#20", 210, 250, 0.19, true, 1e-7));

        assertThat(expand("${LOCUST_CHANGES}"))
                .startsWith("GET /<b>${BUILD_NUMBER}\\u001b[31m\\u000a& p95 +19 %, worse, since #20");
        assertThat(expand("${LOCUST_CHANGES, escapeHtml=true}"))
                .startsWith("GET /&lt;b&gt;${BUILD_NUMBER}\\u001b[31m\\u000a&amp; p95 +19 %, worse, since #20");
    }

    @Test
    void figuresAreThoseOfTheBuildWhenTheFilesWereDeleted() throws Exception {
        publish("checkout", "2.46.3-ok");
        String figures = expand("${LOCUST_FIGURE} ${LOCUST_FIGURE, metric=\"rps\"}");
        build.deleteArtifacts();
        assertThat(expand("${LOCUST_FIGURE} ${LOCUST_FIGURE, metric=\"rps\"}")).isEqualTo(figures);
        assertThat(expand("${LOCUST_VERDICT}")).isEqualTo("Load test checkout passed: its gate passed");
    }

    @Test
    void everyMacroIsKnownByNameAndHasHelp() throws Exception {
        List<LocustMacro> macros = ExtensionList.lookup(TokenMacro.class).stream()
                .filter(LocustMacro.class::isInstance)
                .map(LocustMacro.class::cast)
                .sorted(Comparator.comparing(
                        macro -> macro.getAcceptedMacroNames().get(0)))
                .toList();
        assertThat(macros)
                .flatExtracting(LocustMacro::getAcceptedMacroNames)
                .containsExactly("LOCUST_CHANGES", "LOCUST_FIGURE", "LOCUST_REPORT_URL", "LOCUST_VERDICT");
        for (LocustMacro macro : macros) {
            String help = macro.getClass().getSimpleName() + "/help.jelly";
            try (var bytes = macro.getClass().getResourceAsStream(help)) {
                assertThat(bytes).as(help).isNotNull();
                assertThat(new String(bytes.readAllBytes()))
                        .contains("<dt>$${" + macro.getAcceptedMacroNames().get(0));
            }
        }
    }
}
