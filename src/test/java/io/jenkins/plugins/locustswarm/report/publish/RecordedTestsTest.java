package io.jenkins.plugins.locustswarm.report.publish;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedTestsTest extends JenkinsWithJob {

    private FreeStyleBuild build() throws Exception {
        return job.scheduleBuild2(0).get();
    }

    private static String name(FreeStyleBuild build, String branch) {
        return LocustReports.reserveName(build, "shop", branch);
    }

    @Test
    void theFirstBranchHasTheNameAndOthersTheirOwnAddedToIt() throws Exception {
        FreeStyleBuild build = build();

        assertThat(name(build, "eu")).isEqualTo("shop");
        assertThat(name(build, "us")).isEqualTo("shop (us)");
        assertThat(name(build, "load/ap")).isEqualTo("shop (load-ap)");
        assertThat(name(build, "load-ap")).isEqualTo("shop (load-ap 2)");
        assertThat(name(build, "Matrix - BROWSER = 'chrome', OS = 'linux'"))
                .isEqualTo("shop (BROWSER = chrome OS = linux)");
        assertThat(name(build, "")).isEqualTo("shop (2)");
    }

    @Test
    void aBranchHasTheSameNameAfterARestartOfJenkins() throws Exception {
        FreeStyleBuild build = build();
        name(build, "eu");
        name(build, "us");

        build.reload();

        assertThat(name(build, "us")).isEqualTo("shop (us)");
        assertThat(name(build, "eu")).isEqualTo("shop");
    }

    @Test
    void theNextBuildHasTheSameNamesWhicheverBranchBegins() throws Exception {
        FreeStyleBuild first = build();
        name(first, "eu");
        name(first, "us");
        build(); // ran no test

        FreeStyleBuild next = build();

        assertThat(name(next, "ap")).isEqualTo("shop (ap)");
        assertThat(name(next, "us")).isEqualTo("shop (us)");
        assertThat(name(next, "eu")).isEqualTo("shop");
    }

    @Test
    void aBranchThatWasSkippedInABuildHasItsNameAgainWhicheverBranchBegins() throws Exception {
        FreeStyleBuild first = build();
        name(first, "us");
        name(first, "eu");
        name(build(), "us");
        LocustReports.reserveName(build(), "another test", "");

        FreeStyleBuild next = build();

        assertThat(name(next, "eu")).isEqualTo("shop (eu)");
        assertThat(name(next, "us")).isEqualTo("shop");
    }

    @Test
    void branchesHaveTheirNamesAgainAfterManyBuildsWithoutTheTest() throws Exception {
        FreeStyleBuild first = build();
        for (String branch : List.of("us", "eu")) {
            LocustReports.record(first, name(first, branch), PlantedRun.of(200));
        }
        RunListener.fireFinalized(first);
        for (int i = 0; i < 11; i++) {
            build();
        }

        FreeStyleBuild next = build();

        assertThat(name(next, "eu")).isEqualTo("shop (eu)");
        assertThat(name(next, "us")).isEqualTo("shop");
    }

    @Test
    void buildsOfEarlierVersionsAreReadUntilOneHasStoredTheNamesBeforeIt() throws Exception {
        FreeStyleBuild first = build();
        name(first, "us");
        name(first, "eu");
        FreeStyleBuild second = build();
        name(second, "us");
        for (FreeStyleBuild build : List.of(first, second)) {
            Path xml = build.getRootDir().toPath().resolve("build.xml");
            String stored = Files.readString(xml);
            assertThat(stored).containsPattern("(?s)<earlier.*?(/>|</earlier>)");
            Files.writeString(xml, stored.replaceFirst("(?s)<earlier(/>|.*?</earlier>)", ""));
            build.reload();
        }

        FreeStyleBuild next = build();

        assertThat(name(next, "eu")).isEqualTo("shop (eu)");
        assertThat(name(next, "us")).isEqualTo("shop");
    }

    @Test
    void aBuildStoresALimitedNumberOfNamesOfEarlierBranches() throws Exception {
        for (int number = 0; number < 2; number++) {
            FreeStyleBuild build = build();
            for (int branch = 0; branch < 150; branch++) {
                name(build, number + "-" + branch);
            }
        }

        FreeStyleBuild next = build();
        name(next, "eu");

        assertThat(next.getAction(RecordedTests.class).earlier().orElseThrow()).hasSize(200);
    }

    @Test
    void theOnlyTestOfItsNameKeepsItInABranchThatIsRenamed() throws Exception {
        name(build(), "eu");

        assertThat(name(build(), "europe")).isEqualTo("shop");
    }

    @Test
    void anyTestAndAnyBranchMakeAValidName() throws Exception {
        FreeStyleBuild build = build();
        String longest = "検".repeat(85);
        LocustReports.reserveName(build, longest, "");

        String name = LocustReports.reserveName(build, longest, "../😀 <b>\u202e" + "x".repeat(200));

        assertThat(name).endsWith(")");
        LocustReports.checkTestName(name);
    }
}
