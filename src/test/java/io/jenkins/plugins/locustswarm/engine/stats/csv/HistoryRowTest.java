package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.Percentiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryRowTest {

    private static final Percentiles NONE = new Percentiles(List.of(), new double[0]);

    private static HistoryRow row(long timestamp, double perSecond, long requests) {
        return new HistoryRow(timestamp, 10, perSecond, 0, NONE, requests, 0, 0, 0, 0, 0);
    }

    @Test
    void theRateIsThatOfLocust() {
        assertThat(row(1030, 12.5, 100).requestsPerSecondSince(1000)).isEqualTo(12.5);
    }

    @Test
    void withoutARateOfLocustItIsTheAverageSinceTheLoadBegan() {
        assertThat(row(1004, 0, 120).requestsPerSecondSince(1000)).isEqualTo(30);
        assertThat(row(1000, 0, 7).requestsPerSecondSince(1000)).isEqualTo(7);
        assertThat(row(1004, 0, 0).requestsPerSecondSince(1000)).isZero();
    }
}
