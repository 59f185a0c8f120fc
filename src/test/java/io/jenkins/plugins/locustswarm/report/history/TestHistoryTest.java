package io.jenkins.plugins.locustswarm.report.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.trend.Condition;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.Publisher;
import io.jenkins.plugins.locustswarm.report.kept.AcceptedFigures;
import io.jenkins.plugins.locustswarm.report.trend.LocustJobAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The history of a test in a job whose builds are not in memory. */
@WithJenkins
class TestHistoryTest {

    @TempDir
    private Path folder;

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void makeBuilds() throws Exception {
        CleanJenkins.reset(jenkins);
        FreeStyleProject job = jenkins.createFreeStyleProject("kandu");
        for (String recorded : List.of("2.46.3-ok", "2.47.0-hostile", "2.12.0-one-worker-killed", "2.46.3-ok")) {
            Publisher.build(job, folder, "test", recorded);
        }
    }

    private FreeStyleProject job() {
        return jenkins.jenkins.getItemByFullName("kandu", FreeStyleProject.class);
    }

    private FreeStyleBuild build(int number) {
        return job().getBuildByNumber(number);
    }

    private List<PastRun> history() {
        return TestHistory.of(job(), "test").runs();
    }

    private Path file(int number) {
        return job().getBuildDir().toPath().resolve(number + "/" + HistoryFile.NAME);
    }

    /** As after a restart: no build is in memory. */
    private void restart() throws Exception {
        job().getBuildersList().replaceBy(List.of()); // the test's own build step cannot be read back
        jenkins.jenkins.reload();
    }

    private Set<Integer> loaded() {
        return Set.copyOf(
                job().getLazyBuildMixIn().getRunMap().getLoadedBuilds().keySet());
    }

    @Test
    void theHistoryOfBuildsThatAreNotInMemoryLoadsTheNewestOnly() throws Exception {
        List<PastRun> warm = history();
        assertThat(warm).extracting(PastRun::label).containsExactly("#1", "#2", "#3", "#4");
        assertThat(warm.get(1).rows()).containsKey(RequestName.AGGREGATED).hasSizeGreaterThan(5);
        assertThat(warm.get(1).conditions().known())
                .containsOnlyKeys(Condition.values())
                .containsEntry(Condition.WORKERS, "2");

        restart();

        assertThat(history()).isEqualTo(warm);
        assertThat(loaded()).containsExactly(4);
    }

    @Test
    void theHistoryOfTheTotalsHasTheSameBuildsAndConditionsWithoutTheNames() throws Exception {
        List<PastRun> complete = history();
        restart();
        List<PastRun> totals = TestHistory.totals(job(), "test").runs();
        assertThat(totals)
                .extracting(PastRun::label, PastRun::conditions, PastRun::faults)
                .containsExactlyElementsOf(complete.stream()
                        .map(run -> tuple(run.label(), run.conditions(), run.faults()))
                        .toList());
        assertThat(totals.get(1).rows())
                .isEqualTo(Map.of(RequestName.AGGREGATED, complete.get(1).rows().get(RequestName.AGGREGATED)));
        assertThat(history()).as("the file still has the names").isEqualTo(complete);
        assertThat(loaded()).containsExactly(4);
    }

    @Test
    void theHistoryBeforeABuildEndsWithTheBuildBeforeIt() throws Exception {
        assertThat(TestHistory.before(build(3), "test").runs())
                .extracting(PastRun::label)
                .containsExactly("#1", "#2");
        assertThat(TestHistory.before(build(1), "test").runs()).isEmpty();
        assertThat(TestHistory.of(job(), "another test").runs()).isEmpty();
    }

    @Test
    void buildsThatFailedArePartOfTheHistoryAndAreNoBaseline() throws Exception {
        Publisher.build(job(), folder, "test", "2.46.3-ok", Result.FAILURE);
        restart();
        List<PastResult> tests = TestHistory.of(job(), "test").tests();
        assertThat(tests).extracting(PastResult::label).contains("#5");
        assertThat(tests).extracting(PastResult::baseline).last().isEqualTo(false);
        assertThat(tests).extracting(PastResult::baseline).first().isEqualTo(true);
    }

    @Test
    void anAcceptedBuildAndItsDescriptionAreKnownWithoutLoadingIt() throws Exception {
        AcceptedFigures.accept(build(2), "test", "alice", Instant.EPOCH);
        AcceptedFigures.accept(build(3), "another test", "alice", Instant.EPOCH);
        build(3).setDescription("new\tJVM & <b>");
        for (int i = 0; i < 2; i++) {
            restart();
            assertThat(history()).extracting(PastRun::accepted).containsExactly(false, true, false, false);
            assertThat(history()).extracting(PastRun::note).containsExactly("", "", "new JVM & <b>", "");
        }
        assertThat(loaded()).as("written the first time").containsExactly(4);

        AcceptedFigures.withdraw(build(2), "test");
        assertThat(history()).extracting(PastRun::accepted).containsOnly(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "nonsense", "\u0000\u0001\n\t\t\t", "HEAD\nx", "HEAD\n3\ttest\ttrue"})
    void aBuildWithAnUnreadableFileIsLoadedAndItsFileIsRewritten(String content) throws Exception {
        List<PastRun> warm = history();
        String good = Files.readString(file(2), UTF_8);
        String head = good.substring(0, good.indexOf('\n'));
        Files.writeString(file(2), content.replace("HEAD", head), UTF_8);
        restart();
        assertThat(history()).isEqualTo(warm);
        assertThat(loaded()).containsExactlyInAnyOrder(2, 4);
        assertThat(file(2)).hasContent(good);
    }

    @Test
    void theChartsOfTheJobsPageReadNeitherTheHistoryNorBuilds() throws Exception {
        Files.writeString(file(2), "not read, and so not replaced", UTF_8);
        restart();
        job().getAction(LocustJobAction.class)
                .getTests()
                .forEach(test -> assertThat(test.chart("{}")).contains("\"builds\":[1,2,3,4]"));
        assertThat(loaded()).containsExactly(4);
        assertThat(file(2)).hasContent("not read, and so not replaced");
    }

    @Test
    void theSearchIsBoundedInJobsWhoseBuildsHaveNoSuchFile() throws Exception {
        job().getBuildersList().clear();
        for (int i = 0; i < TestHistory.MAX_LOADS + 5; i++) {
            jenkins.buildAndAssertSuccess(job());
        }
        restart();
        assertThat(history()).isEmpty();
        assertThat(loaded()).hasSizeLessThanOrEqualTo(TestHistory.MAX_LOADS + 1).doesNotContain(3);
    }
}
