package io.jenkins.plugins.locustswarm.report.history;

import static org.assertj.core.api.Assertions.assertThat;

import edu.hm.hafner.echarts.Build;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildHistoryTest {

    private static final NameStats TOTAL = PlantedRun.of(200).total();

    private final List<BuildTotals> builds = new ArrayList<>();

    private void build(String... tests) {
        Map<String, NameStats> totals = tests.length == 0 ? Map.of() : Map.of(tests[0], TOTAL);
        builds.add(new BuildTotals(new Build(builds.size() + 1), totals, Set.of()));
    }

    private BuildHistory<NameStats> history() {
        List<BuildTotals> newestFirst = new ArrayList<>(builds);
        Collections.reverse(newestFirst);
        return new BuildHistory<>(
                newestFirst::stream,
                totals -> Optional.ofNullable(totals.tests().get("checkout")));
    }

    private List<Integer> numbers(BuildHistory<NameStats> history) {
        List<Integer> numbers = new ArrayList<>();
        history.forEach(build -> numbers.add(build.getBuild().getNumber()));
        return numbers;
    }

    @Test
    void aTestIsFoundBeforeManyBuildsOfOtherTests() {
        build("checkout");
        for (int i = 0; i < 500; i++) {
            build("other");
        }
        build("checkout");
        for (int i = 0; i < 500; i++) {
            build("other");
        }
        assertThat(numbers(history())).containsExactly(502, 1);
    }

    @Test
    void theSearchEndsAfterManyBuildsWithoutLoadTestsSinceThoseAreLoaded() {
        build("checkout");
        for (int i = 0; i < 101; i++) {
            build();
        }
        assertThat(numbers(history())).isEmpty();
        builds.remove(1);
        assertThat(numbers(history())).containsExactly(1);
    }

    @Test
    void aHistorySinceABuildHasNoneBeforeIt() {
        for (int i = 0; i < 5; i++) {
            build("checkout");
        }
        assertThat(numbers(history().since(3))).containsExactly(5, 4, 3);
    }
}
