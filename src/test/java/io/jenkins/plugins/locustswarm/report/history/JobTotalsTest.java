package io.jenkins.plugins.locustswarm.report.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.Publisher;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineSearch;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import io.jenkins.plugins.locustswarm.report.trend.LocustJobAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.lazy.BuildReference;
import jenkins.model.lazy.LazyBuildMixIn.LazyLoadingJob;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The charts of a job whose builds are not in memory. */
@WithJenkins
class JobTotalsTest {

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
        for (String recorded : List.of("2.46.3-ok", "2.47.0-hostile", "2.46.3-ok", "2.46.3-bad")) {
            Publisher.build(job, folder, "test", recorded);
        }
    }

    private FreeStyleProject job() {
        return jenkins.jenkins.getItemByFullName("kandu", FreeStyleProject.class);
    }

    private FreeStyleBuild build(int number) {
        return job().getBuildByNumber(number);
    }

    private Path folderOf(int number) {
        return job().getBuildDir().toPath().resolve(String.valueOf(number));
    }

    /** As after a restart: no build is in memory. */
    private FreeStyleProject restart() throws Exception {
        job().getBuildersList().replaceBy(List.of()); // the test's own build step cannot be read back
        jenkins.jenkins.reload();
        return job();
    }

    private static JSONObject times(Job<?, ?> job) {
        return JSONObject.fromObject(
                job.getAction(LocustJobAction.class).getTests().get(0).chart("{}"));
    }

    private static String labels(Job<?, ?> job) {
        return times(job).getString("labels");
    }

    private static Set<Integer> loaded(Job<?, ?> job) {
        return Set.copyOf(((LazyLoadingJob<?, ?>) job)
                .getLazyBuildMixIn()
                .getRunMap()
                .getLoadedBuilds()
                .keySet());
    }

    @Test
    void theChartsOfBuildsThatAreNotInMemoryLoadTheNewestOnly() throws Exception {
        String warm = times(job()).toString();

        FreeStyleProject job = restart();

        assertThat(times(job).toString()).isEqualTo(warm);
        assertThat(times(job).getString("builds")).isEqualTo("[1,2,3,4]");
        assertThat(loaded(job)).containsExactly(4);
    }

    /** Keeps builds in memory until a test has them collected, and knows which are loaded after that. */
    @TestExtension
    public static final class Memory implements BuildReference.HolderFactory {

        private static final Set<Integer> LOADED_AGAIN = ConcurrentHashMap.newKeySet();
        private static volatile boolean isShort;

        @Override
        public <R> BuildReference.Holder<R> make(R referent) {
            if (isShort && referent instanceof Run<?, ?> run) {
                LOADED_AGAIN.add(run.getNumber());
            }
            return () -> isShort ? null : referent;
        }

        static Set<Integer> loadedWithout(Runnable work) {
            LOADED_AGAIN.clear();
            isShort = true;
            try {
                work.run();
            } finally {
                isShort = false;
            }
            return Set.copyOf(LOADED_AGAIN);
        }
    }

    @Test
    void buildsThatWereCollectedAreNotLoadedAgain() {
        FreeStyleProject job = job();
        String warm = times(job).toString();
        assertThat(loaded(job)).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(Memory.loadedWithout(() -> assertThat(times(job).toString()).isEqualTo(warm)))
                .containsExactly(4);
        assertThat(Memory.loadedWithout(
                        () -> assertThat(TestHistory.of(job, "test").tests()).hasSize(4)))
                .as("Jenkins loads the newest one")
                .isSubsetOf(4);
    }

    @Test
    void aPipelinesChartsLoadTheNewestOnly() throws Exception {
        WorkflowJob made = jenkins.createProject(WorkflowJob.class, "pipeline");
        made.setDefinition(new CpsFlowDefinition("", true));
        for (String recorded : List.of("2.46.3-ok", "2.47.0-hostile", "2.46.3-ok")) {
            Path results = Summaries.copy(recorded, Files.createTempDirectory(folder, "pipeline"));
            WorkflowRun build = jenkins.buildAndAssertSuccess(made);
            LocustReports.publish(build, StreamTaskListener.NULL, "test", results, Summaries.of(results));
        }
        restart();
        WorkflowJob job = jenkins.jenkins.getItemByFullName("pipeline", WorkflowJob.class);
        assertThat(times(job).getString("builds"))
                .as("published when the builds had ended, so they are loaded once")
                .isEqualTo("[1,2,3]");

        restart();
        job = jenkins.jenkins.getItemByFullName("pipeline", WorkflowJob.class);
        assertThat(times(job).getString("builds")).isEqualTo("[1,2,3]");
        assertThat(loaded(job)).containsExactly(3);
    }

    @Test
    void aRenamedBuildIsDrawnWithItsNewName() throws Exception {
        restart();
        assertThat(labels(job())).isEqualTo("[\"#1\",\"#2\",\"#3\",\"#4\"]");

        build(2).setDisplayName("after\nthe \\ fix\t€");
        assertThat(labels(job())).as("in memory").isEqualTo("[\"#1\",\"after\\nthe \\\\ fix\\t€\",\"#3\",\"#4\"]");
        for (int i = 0; i < 2; i++) {
            restart();
            assertThat(labels(job())).as("restart " + i).contains("after\\nthe \\\\ fix\\t€");
        }
        assertThat(loaded(job())).as("kept the first time").containsExactly(4);
    }

    @Test
    void aChangedBuildThatIsNoLongerInMemoryIsDrawnWithItsNewFigures() throws Exception {
        FreeStyleProject job = restart();
        assertThat(labels(job)).contains("#2");
        assertThat(loaded(job)).containsExactly(4);

        build(2).setDisplayName("changed");
        job.getLazyBuildMixIn().getRunMap().purgeCache();

        assertThat(labels(job)).isEqualTo("[\"#1\",\"changed\",\"#3\",\"#4\"]");
    }

    @Test
    void aDeletedBuildIsNoLongerDrawn() throws Exception {
        restart();
        assertThat(labels(job())).contains("#2");
        build(2).delete();
        assertThat(labels(job())).isEqualTo("[\"#1\",\"#3\",\"#4\"]");
        restart();
        assertThat(labels(job())).isEqualTo("[\"#1\",\"#3\",\"#4\"]");
        assertThat(folderOf(2)).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "nonsense", "\u0000\u0001\n\t\t\t", "\\u"})
    void aBuildWithAnUnreadableFileIsLoadedAndItsFileIsRewritten(String content) throws Exception {
        spoil(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "test\tno figures", "test\t1\t0", "\\u1", "\n"})
    void aBuildWithAnUnreadableLineInItsFileIsLoadedAndItsFileIsRewritten(String line) throws Exception {
        String head =
                Files.readAllLines(folderOf(2).resolve(TotalsFile.NAME), UTF_8).get(0);
        spoil(head + "\n" + line + "\n");
    }

    private void spoil(String content) throws Exception {
        Path file = folderOf(2).resolve(TotalsFile.NAME);
        String good = Files.readString(file, UTF_8);
        String warm = times(job()).toString();

        Files.writeString(file, content, UTF_8);
        assertThat(times(restart()).toString()).isEqualTo(warm);

        assertThat(loaded(job())).containsExactlyInAnyOrder(2, 4);
        assertThat(file).hasContent(good);
        assertThat(folderOf(2)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aBuildWithoutTheFileIsLoadedAndItsFileIsWritten() throws Exception {
        Files.delete(folderOf(2).resolve(TotalsFile.NAME));
        assertThat(labels(restart())).contains("#2");
        assertThat(loaded(job())).containsExactlyInAnyOrder(2, 4);
        assertThat(labels(restart())).contains("#2");
        assertThat(loaded(job())).containsExactly(4);
    }

    @Test
    void aBuildThatWasEditedOnDiskIsReadAgain() throws Exception {
        Path xml = folderOf(2).resolve("build.xml");
        Files.writeString(
                xml,
                Files.readString(xml, UTF_8).replace("<timestamp>", "<displayName>edited</displayName>\n  <timestamp>"),
                UTF_8);
        assertThat(labels(restart())).isEqualTo("[\"#1\",\"edited\",\"#3\",\"#4\"]");
    }

    @Test
    void aBuildThatCannotBeLoadedIsLeftOut() throws Exception {
        Files.writeString(folderOf(2).resolve("build.xml"), "<build", UTF_8);
        assertThat(labels(restart())).isEqualTo("[\"#1\",\"#3\",\"#4\"]");
    }

    @Test
    void buildsWithoutALoadTestGetNoFile() throws Exception {
        job().getBuildersList().clear();
        jenkins.buildAndAssertSuccess(job());
        assertThat(labels(restart())).isEqualTo("[\"#1\",\"#2\",\"#3\",\"#4\"]");
        assertThat(folderOf(5).resolve(TotalsFile.NAME)).doesNotExist();
        assertThat(folderOf(4).resolve(TotalsFile.NAME)).exists();
    }

    @Test
    void buildsBeyondALongGapInTheNumbersAreDrawn() throws Exception {
        job().updateNextBuildNumber(5_000);
        Publisher.build(job(), folder, "test", "2.46.3-ok");
        assertThat(times(restart()).getString("builds")).isEqualTo("[1,2,3,4,5000]");
        assertThat(loaded(job())).containsExactlyInAnyOrder(4, 5_000);
    }

    @Test
    void severalTestsOfABuildAreKept() throws Exception {
        for (FreeStyleBuild build : job().getBuilds()) {
            Path results = Summaries.copy("2.47.0-hostile", Files.createTempDirectory(folder, "second"));
            LocustReports.publish(build, StreamTaskListener.NULL, "viral load", results, Summaries.of(results));
        }
        List<String> warm = charts(job());
        assertThat(warm).hasSize(2);
        assertThat(charts(restart())).isEqualTo(warm);
        assertThat(charts(restart())).isEqualTo(warm);
        assertThat(loaded(job())).containsExactly(4);
    }

    private static List<String> charts(Job<?, ?> job) {
        return job.getAction(LocustJobAction.class).getTests().stream()
                .map(test -> test.chart("{}"))
                .toList();
    }

    @Test
    void aBuildWhoseGatesNeedNoBaselineLooksAtNoEarlierBuild() throws Exception {
        FreeStyleProject job = restart();
        LocustReports.judge(
                build(4), "test", Summaries.gates("p95 < 800"), BaselineChoice.DEFAULT, Summaries.of("2.46.3-ok"));
        assertThat(loaded(job)).containsExactly(4);
    }

    @Test
    void aBaselineIsFoundWithoutLoadingTheBuildsAfterIt() throws Exception {
        for (int i = 0; i < 3; i++) {
            Publisher.build(job(), folder, "test", "2.46.3-bad");
        }
        Publisher.build(job(), folder, "other", "2.46.3-ok");
        Publisher.build(job(), folder, "test", "2.46.3-ok", Result.FAILURE);
        FreeStyleProject job = restart();
        RunSummary judged = LocustReports.judge(
                build(9),
                "test",
                Summaries.gates("p95 < 200% of baseline"),
                BaselineChoice.DEFAULT,
                Summaries.of("2.46.3-ok"));
        assertThat(judged.gates().get(0).baseline()).isNotNull();
        assertThat(loaded(job)).containsExactlyInAnyOrder(3, 9);
    }

    @Test
    void totalsOfAnEarlierVersionAreRebuiltBeforeABuildIsComparedWithThem() throws Exception {
        Path file = folderOf(3).resolve(TotalsFile.NAME);
        List<String> lines = Files.readAllLines(file, UTF_8);
        String earlier =
                lines.get(0).replaceFirst("\t[^\t]*$", "") + "\n" + lines.get(1).replaceFirst("\t[^\t]*$", "") + "\n";
        Files.writeString(file, earlier, UTF_8);
        restart();
        RunSummary judged = LocustReports.judge(
                build(4),
                "test",
                Summaries.gates("p95 < 200% of baseline"),
                BaselineChoice.DEFAULT,
                Summaries.of("2.46.3-ok"));
        assertThat(judged.gates().get(0).baseline()).isNotNull();
        assertThat(Files.readAllLines(file, UTF_8)).isEqualTo(lines);
    }

    @Test
    void aSearchForABaselineDoesNotLoadAllBuildsOfAJob() throws Exception {
        job().getBuildersList().clear();
        for (int i = 0; i < TestHistory.MAX_LOADS + 5; i++) {
            jenkins.buildAndAssertSuccess(job());
        }
        FreeStyleProject job = restart();
        FreeStyleBuild last = job.getLastBuild();
        assertThat(baseline(last, "test")).isNull();
        assertThat(loaded(job))
                .hasSizeLessThanOrEqualTo(TestHistory.MAX_LOADS + 1)
                .doesNotContain(3);
    }

    @Test
    void aJobInWhichFewBuildsRunLoadTestsIsLoadedStepByStep() throws Exception {
        job().getBuildersList().clear();
        int plain = jenkins.buildAndAssertSuccess(job()).getNumber();
        int newest = 3 * BuildHistory.MAX_LOADS;
        for (int number = plain + 1; number <= newest; number++) {
            copy(number % 20 == 0 ? 1 : plain, number);
        }
        job().updateNextBuildNumber(newest + 1);
        FreeStyleProject job = restart();

        assertThat(builds(job)).startsWith(600, 580).doesNotContain(200);
        assertThat(loaded(job)).hasSizeLessThanOrEqualTo(BuildHistory.MAX_LOADS + 1);
        builds(job);
        builds(job);
        assertThat(builds(job)).contains(600, 200, 4, 3, 2, 1);
    }

    private static List<Integer> builds(FreeStyleProject job) {
        List<Integer> numbers = new ArrayList<>();
        BuildHistory.of(job, "test")
                .forEach(build -> numbers.add(build.getBuild().getNumber()));
        return numbers;
    }

    private void copy(int from, int to) throws IOException {
        Files.createDirectory(folderOf(to));
        Files.copy(folderOf(from).resolve("build.xml"), folderOf(to).resolve("build.xml"));
    }

    @CheckForNull
    private static RunSummary baseline(FreeStyleBuild build, String test) throws Exception {
        return new BaselineSearch(build, test)
                .find(BaselineChoice.DEFAULT, Summaries.of("2.46.3-ok"))
                .summary();
    }
}
