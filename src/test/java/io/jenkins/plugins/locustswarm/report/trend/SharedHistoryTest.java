package io.jenkins.plugins.locustswarm.report.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedHistoryTest {

    private static final Duration LONG = Duration.ofDays(1);

    private final List<Integer> builds = new ArrayList<>(List.of(5, 4, 3, 2, 1));
    private final List<Integer> loaded = new ArrayList<>();

    @Test
    void theChartsOfAPageLoadTheBuildsOnce() {
        SharedHistory<Integer> shared = new SharedHistory<>(this::load, LONG);
        Iterator<Integer> aChartThatIsBeingDrawn = shared.iterator();
        assertThat(aChartThatIsBeingDrawn.next()).isEqualTo(5);
        assertThat(shared).containsExactly(5, 4, 3, 2, 1);
        assertThat(aChartThatIsBeingDrawn).toIterable().containsExactly(4, 3, 2, 1);
        assertThat(loaded).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void onlyBuildsThatAChartShowsAreLoaded() {
        SharedHistory<Integer> shared = new SharedHistory<>(this::load, LONG);
        shared.iterator().next();
        Iterator<Integer> farther = shared.iterator();
        farther.next();
        farther.next();
        assertThat(loaded).containsExactly(5, 4);
    }

    @Test
    void aLaterRequestSeesTheCurrentBuilds() {
        SharedHistory<Integer> shared = new SharedHistory<>(this::load, Duration.ZERO);
        assertThat(shared).containsExactly(5, 4, 3, 2, 1);
        builds.add(0, 6);
        builds.remove(Integer.valueOf(2));
        assertThat(shared).containsExactly(6, 5, 4, 3, 1);
    }

    private Iterator<Integer> load() {
        return Stream.iterate(0, i -> i < builds.size(), i -> i + 1)
                .map(builds::get)
                .peek(loaded::add)
                .iterator();
    }
}
