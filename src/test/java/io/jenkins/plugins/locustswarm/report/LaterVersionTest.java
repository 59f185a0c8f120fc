package io.jenkins.plugins.locustswarm.report;

import static io.jenkins.plugins.locustswarm.report.PlantedRun.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.GateOutcome;
import io.jenkins.plugins.locustswarm.report.kept.HealthNote;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Builds that a later version stored, before the plugin was downgraded. */
class LaterVersionTest extends JenkinsWithJob {

    private static final String[] GATES = {"p95 change < 20%", "p95 < 110% of baseline", "p95 < 800"};

    private FreeStyleBuild later;

    @BeforeEach
    void build() throws Exception {
        PlantedRun.build(job, PlantedRun.of(200), "p95 < 800");
        HealthFinding note = HealthFinding.note(HealthFinding.Kind.CPU, "A note.");
        later = PlantedRun.build(job, PlantedRun.of(200).withHealth(List.of(note)), "p95 < 800");
        PlantedRun.build(job, PlantedRun.of(210), "p95 < 800");
    }

    /** Replaces a text in the second build, as if a later version had stored it. */
    private void store(String text, String replacement) throws Exception {
        Path xml = later.getRootDir().toPath().resolve("build.xml");
        String stored = Files.readString(xml);
        assertThat(stored).contains(text);
        Files.writeString(xml, stored.replace(text, replacement));
        job.getBuildersList().clear();
        job.onLoad(job.getParent(), job.getName()); // forgets all builds
        later = job.getBuildByNumber(2);
    }

    private RunSummary judge() throws Exception {
        return PlantedRun.judge(jenkins.buildAndAssertSuccess(job), PlantedRun.of(205), "", GATES);
    }

    private void openPages() throws Exception {
        browser.getPage(job);
        browser.getPage(job, "locust/test/" + TEST + "/");
        for (int number = 1; number <= 3; number++) {
            FreeStyleBuild build = job.getBuildByNumber(number);
            browser.getPage(build);
            browser.getPage(build, "locust/");
            browser.goTo(build.getUrl() + "locust/api/xml?depth=3", "application/xml");
        }
    }

    private TestSummary kept() {
        return later.getAction(LocustBuildAction.class).find(TEST).orElseThrow();
    }

    @Test
    void aFindingOfAnUnknownKindIsShownAndKeepsNoOtherBuildFromBeingJudged() throws Exception {
        store("NOTE\tCPU\t", "NOTE\tKIND_OF_THE_FUTURE\t");

        assertThat(judge().gates()).extracting(GateResult::passed).containsOnly(true);
        assertThat(kept().getHealth())
                .extracting(HealthNote::getKind, HealthNote::getSentence)
                .containsExactly(tuple(HealthFinding.Kind.OTHER, "A note."));
        assertThat(TestHistory.of(job, TEST).runs()).hasSize(3);
        openPages();
    }

    @Test
    void aGateWithAnUnknownUnitIsShownWithoutAUnit() throws Exception {
        store("MILLISECONDS", "FURLONGS");

        assertThat(judge().gates()).extracting(GateResult::passed).containsOnly(true);
        assertThat(kept().getGates()).extracting(GateOutcome::getUnit).containsOnlyNulls();
        openPages();
    }

    @Test
    void aGateWithAnUnknownCriticalityIsTakenForTheWorst() throws Exception {
        store("true\tUNSTABLE\t", "true\tDISASTROUS\t");

        assertThat(judge().gates()).extracting(GateResult::passed).containsOnly(true);
        assertThat(kept().getGates()).extracting(GateOutcome::getCriticality).containsExactly(Verdict.FAILED);
        openPages();
    }

    @Test
    void aTestWithAnUnknownVerdictIsLeftOut() throws Exception {
        store("<verdict>OK</verdict>", "<verdict>EXCELLENT</verdict>");

        assertThat(judge().gates()).extracting(GateResult::passed).containsOnly(true);
        assertThat(later.getAction(LocustBuildAction.class).getTests()).isEmpty();
        assertThat(TestHistory.of(job, TEST).runs()).hasSize(2);
        openPages();
    }

    @Test
    void aTestThatCannotBeReadIsLeftOutOfTheHistoryOfTheOthers() throws Exception {
        store("<names>", "<names><string>GET\t/broken\tmany requests</string>");

        assertThat(judge().gates()).extracting(GateResult::passed).containsOnly(true);
        assertThat(TestHistory.of(job, TEST).runs()).hasSize(2);
        assertThat(later.getRootDir().toPath().resolve("locust-history.txt"))
                .as("a later version reads build.xml again")
                .satisfies(file -> assertThat(Files.getLastModifiedTime(file))
                        .isLessThanOrEqualTo(Files.getLastModifiedTime(file.resolveSibling("build.xml"))));
        browser.getPage(job, "locust/test/" + TEST + "/");
    }
}
