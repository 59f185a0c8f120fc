package io.jenkins.plugins.locustswarm.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void aRateOfZeroIsKnownOnlyIfThereWereNoRequests() {
        Metric rate = Metric.parse("rps");
        assertThat(rate.of(requests(0, 0))).isZero();
        assertThat(rate.of(requests(3, 0))).isNull();
        assertThat(rate.of(requests(3, 1.5))).isEqualTo(1.5);
    }

    @Test
    void aPercentileIsNamedWithoutZerosAtItsEnd() {
        assertThat(Metric.parse("p55.0").percentile()).isEqualTo("55%");
        assertThat(Metric.parse("p99.990").percentile()).isEqualTo("99.99%");
        assertThat(Metric.parse("p100").percentile()).isEqualTo("100%");
        assertThat(Metric.parse("p0.0").percentile()).isEqualTo("0%");
    }

    private static NameStats requests(long number, double perSecond) {
        return NameStats.of("GET", "/a", number, 0, perSecond, ResponseTimes.NONE);
    }
}
