package io.jenkins.plugins.locustswarm.report.baseline;

import static io.jenkins.plugins.locustswarm.report.PlantedRun.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.forensics.reference.ReferenceBuild;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.kept.GateOutcome;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class BaselineSearchTest {

    private static final String GATE = "p95 < 110% of baseline";

    private static JenkinsRule jenkins;
    private Folder shop;
    private FreeStyleProject main;
    private FreeStyleProject job;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void makeJobs() throws Exception {
        CleanJenkins.reset(jenkins);
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        shop = jenkins.jenkins.createProject(Folder.class, "shop");
        main = shop.createProject(FreeStyleProject.class, "main");
        job = shop.createProject(FreeStyleProject.class, "feature");
    }

    private static GateResult gate(RunSummary judged) {
        return judged.gates().get(0);
    }

    private static void record(FreeStyleProject job, double... p95s) throws Exception {
        for (double p95 : p95s) {
            PlantedRun.build(job, PlantedRun.of(p95));
        }
    }

    private static RunSummary judge(FreeStyleProject job, double p95, String baseline) throws Exception {
        job.getBuildersList().clear();
        return PlantedRun.judge(jenkins.buildAndAssertSuccess(job), PlantedRun.of(p95), baseline, GATE);
    }

    @Test
    void theMedianOfTheLastBuildsIsNotFooledByOneThatWasFastByChance() throws Exception {
        record(job, 500, 200, 210, 190, 150);
        RunSummary judged = judge(job, 205, "last 4");
        assertThat(judged.baseline()).isEqualTo("the median of 4 builds, #2 to #5");
        assertThat(gate(judged).baseline()).isEqualTo(195);
        assertThat(gate(judged).passed()).isTrue();
        assertThat(gate(judge(job, 205, "")).passed()).as("the last one alone").isFalse();
    }

    @Test
    void aMedianIsReadWithoutLoadingBuilds() throws Exception {
        record(job, 200, 210, 190);
        job.getBuildersList().clear();
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        job.getLazyBuildMixIn().getRunMap().purgeCache();
        RunSummary judged = PlantedRun.judge(build, PlantedRun.of(205), "last 3", GATE);
        assertThat(gate(judged).baseline()).isEqualTo(200);
        assertThat(job.getLazyBuildMixIn().getRunMap().getLoadedBuilds().keySet())
                .doesNotContain(1, 2, 3);
    }

    @Test
    void buildsWithAnotherLoadOrAMissedGateAreNotPartOfTheMedian() throws Exception {
        record(job, 200, 210);
        PlantedRun.build(job, PlantedRun.of(900, 50));
        PlantedRun.build(job, PlantedRun.of(900), "p95 < 800");
        RunSummary judged = judge(job, 205, "last 10");
        assertThat(judged.baseline()).isEqualTo("the median of 2 builds, #1 to #2");
        assertThat(gate(judged).baseline()).isEqualTo(205);
    }

    @Test
    void theFirstBuildWithANewRequestNamePassesAndIsTheBaselineOfTheNextOne() throws Exception {
        String gate = "GET /pay p95 < 110% of baseline";
        NameStats cart = PlantedRun.row("GET", "/cart", 200);
        NameStats pay = PlantedRun.row("GET", "/pay", 300);
        PlantedRun.build(job, PlantedRun.of(200, 10, List.of(cart)));
        FreeStyleBuild second = PlantedRun.build(job, PlantedRun.of(200, 10, List.of(cart, pay)), gate);
        FreeStyleBuild third = PlantedRun.build(job, PlantedRun.of(200, 10, List.of(cart, pay)), gate);

        assertThat(second.getResult()).isEqualTo(Result.SUCCESS);
        assertThat(gateOf(second).getWhy()).isEqualTo("the baseline has no requests named \"GET /pay\"");
        assertThat(third.getResult()).isEqualTo(Result.SUCCESS);
        assertThat(gateOf(third).getBaseline()).isEqualTo(300);
        assertThat(kept(third).getBaselineBuild()).isEqualTo(2);
    }

    private static GateOutcome gateOf(FreeStyleBuild build) {
        return kept(build).getGates().get(0);
    }

    private static TestSummary kept(FreeStyleBuild build) {
        return build.getAction(LocustBuildAction.class).find(TEST).orElseThrow();
    }

    @Test
    void theFirstBuildPassesAsLongAsThereIsNoMedian() throws Exception {
        RunSummary judged = judge(job, 205, "last 10");
        assertThat(gate(judged).passed()).isTrue();
        assertThat(gate(judged).why())
                .isEqualTo("there is no earlier successful build with this test and the same load to compare with yet");
        assertThat(judged.baseline()).isNull();
    }

    @Test
    void aBuildOfAnotherJobIsFoundByNumberAndPermalinkFromTheFolderOrTheJobOrByItsFullName() throws Exception {
        record(main, 200, 400);
        for (String baseline : List.of("main#1", "../main#1", "shop/main#1", "/shop/main#1", "../shop/main#1")) {
            RunSummary judged = judge(job, 215, baseline);
            assertThat(judged.baseline()).as(baseline).isEqualTo("shop/main #1");
            assertThat(gate(judged).baseline()).isEqualTo(200);
        }
        for (String link : List.of("lastSuccessfulBuild", "lastSuccessful", "lastStable", "lastBuild")) {
            assertThat(judge(job, 215, "main#" + link).baseline()).as(link).isEqualTo("shop/main #2");
        }
        assertThat(judge(main, 215, "#2").baseline()).isEqualTo("#2");
    }

    @Test
    void aBuildThatIsNotThereOrWithoutTheTestIsSaidToBeSoAndTheGatePasses() throws Exception {
        RunSummary none = judge(job, 205, "main#45");
        assertThat(gate(none).passed()).isTrue();
        assertThat(gate(none).why()).isEqualTo("there is no build main#45 to compare with yet");
        assertThat(gate(judge(job, 205, "main#lastSuccessfulBuild")).why())
                .isEqualTo("there is no build main#lastSuccessfulBuild to compare with yet");
        jenkins.buildAndAssertSuccess(main);
        RunSummary without = judge(job, 205, "main#1");
        assertThat(gate(without).passed()).isTrue();
        assertThat(gate(without).why()).isEqualTo("shop/main #1 has no test \"" + TEST + "\" to compare with");
    }

    @Test
    void aJobThatDoesNotExistAndOneThatMayNotBeReadAreRefusedWithTheSameSentence() throws Exception {
        record(main, 200);
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("alice", "bob", "carol")
                .grant(Item.READ, Item.DISCOVER)
                .onItems(shop, job)
                .to("alice", "bob", "carol")
                .grant(Item.DISCOVER)
                .onItems(main)
                .to("carol")
                .grant(Item.READ)
                .onItems(main)
                .to("alice"));
        for (String user : List.of("bob", "carol")) {
            runsAs(user);
            assertRefused(build, "main");
            assertRefused(build, "nothing");
            RunSummary judged = PlantedRun.judge(build, PlantedRun.of(500), "main#1", GATE);
            assertThat(gate(judged).why()).isEqualTo("there is no job \"main\" that this build may read");
        }
        runsAs("alice");
        BaselineSearch.check(build, BaselineChoice.parse("main#1"));
        assertThat(gate(PlantedRun.judge(build, PlantedRun.of(500), "main#1", GATE))
                        .baseline())
                .isEqualTo(200);
    }

    private static void runsAs(String user) throws Exception {
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .replaceBy(List.of(new MockQueueItemAuthenticator()
                        .authenticate("shop/feature", User.getById(user, true).impersonate2())));
    }

    private static void assertRefused(Run<?, ?> build, String job) {
        assertThatThrownBy(() -> BaselineSearch.check(build, BaselineChoice.parse(job + "#1")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The baseline " + job + "#1 cannot be used: there is no job \"" + job
                        + "\" that this build may read; check the name, and the permissions of the build.");
    }

    @Test
    void anUnknownPermalinkIsRefused() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertThatThrownBy(() -> BaselineSearch.check(build, BaselineChoice.parse("main#newest")))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "The baseline main#newest cannot be used: shop/main has no permalink newest; use the number of"
                                + " a build, or for example lastSuccessfulBuild.");
    }

    @Test
    void aBuildWithARecordedReferenceBuildIsComparedWithIt() throws Exception {
        record(main, 200);
        record(job, 400);
        job.getBuildersList().clear();
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        build.addAction(new ReferenceBuild(build, List.of(), main.getBuildByNumber(1)));
        RunSummary judged = PlantedRun.judge(build, PlantedRun.of(405), "", GATE);
        assertThat(judged.baseline()).isEqualTo("shop/main #1");
        assertThat(gate(judged).passed()).isFalse();
        assertThat(PlantedRun.judge(build, PlantedRun.of(405), "last 1", GATE).baseline())
                .as("chosen by the user")
                .isEqualTo("#1");
    }

    @Test
    void aParallelBranchHasTheNameThatItHasInTheRecordedReferenceBuildAsFarAsTheBuildMayReadIt() throws Exception {
        FreeStyleBuild reference = jenkins.buildAndAssertSuccess(main);
        LocustReports.reserveName(reference, "shop", "us");
        LocustReports.reserveName(reference, "shop", "eu");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        build.addAction(new ReferenceBuild(build, List.of(), reference));
        FreeStyleBuild second = jenkins.buildAndAssertSuccess(job);
        second.addAction(new ReferenceBuild(second, List.of(), reference));

        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("alice")
                .grant(Item.READ)
                .onItems(shop, job)
                .to("bob"));
        runsAs("bob");
        assertThat(LocustReports.reserveName(build, "shop", "eu")).isEqualTo("shop");
        build.delete();
        runsAs("alice");
        assertThat(LocustReports.reserveName(second, "shop", "eu")).isEqualTo("shop (eu)");
    }

    @Test
    void aMedianIsFoundForAnyLengthOfTheHostAndIsThatOfTheSameHostOnly() throws Exception {
        String host = "https://shop.example.com/" + "a".repeat(350);
        PlantedRun.build(job, PlantedRun.at(host + "1", 200));
        PlantedRun.build(job, PlantedRun.at(host + "2", 300));
        job.getBuildersList().clear();
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        assertThat(gate(PlantedRun.judge(build, PlantedRun.at(host + "1", 205), "last 5", GATE))
                        .baseline())
                .isEqualTo(200);
    }

    @Test
    void aReferenceBuildWithoutTheTestIsPassedOver() throws Exception {
        jenkins.buildAndAssertSuccess(main);
        record(job, 400);
        job.getBuildersList().clear();
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        build.addAction(new ReferenceBuild(build, List.of(), main.getBuildByNumber(1)));
        assertThat(PlantedRun.judge(build, PlantedRun.of(405), "", GATE).baseline())
                .isEqualTo("#1");
    }
}
