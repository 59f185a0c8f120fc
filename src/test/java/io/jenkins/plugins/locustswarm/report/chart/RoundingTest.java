package io.jenkins.plugins.locustswarm.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import org.junit.jupiter.api.Test;

class RoundingTest {

    @Test
    void figuresHaveTwoDecimals() {
        assertThat(Rounding.of(12.345678)).isEqualTo(12.35);
        assertThat(Rounding.of(0.0)).isZero();
        assertThat(Rounding.of(null)).isNull();
    }

    @Test
    void oneFailureOfManyIsNotZeroInATrend() {
        assertThat(Rounding.of(failed(37_219, 1))).isEqualTo(0.0027);
        assertThat(Rounding.of(failed(37_219, 37_218))).isEqualTo(99.99);
        assertThat(Rounding.of(failed(10, 10))).isEqualTo(100);
    }

    private static Double failed(int requests, int failures) {
        return TrendMetric.FAILURE_PERCENT.of(NameStats.of("GET", "/a", requests, failures, 1, ResponseTimes.NONE));
    }
}
