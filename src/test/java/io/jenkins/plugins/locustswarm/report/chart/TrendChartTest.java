package io.jenkins.plugins.locustswarm.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import edu.hm.hafner.echarts.Build;
import edu.hm.hafner.echarts.BuildResult;
import edu.hm.hafner.echarts.ChartModelConfiguration;
import edu.hm.hafner.echarts.ChartModelConfiguration.AxisType;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class TrendChartTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private final TrendChart chart =
            new TrendChart(List.of(TrendMetric.MEDIAN, TrendMetric.P95), TODAY, ZoneOffset.UTC);

    @Test
    void buildsAreDrawnFromTheOldestToTheNewest() {
        TrendModel model = chart.create(
                List.of(build(3, 0, run(30.0, 300.0)), build(1, 1, run(10.0, 100.0))), new ChartModelConfiguration());
        assertThat(model.labels()).containsExactly("#1", "#3");
        assertThat(model.builds()).containsExactly(1, 3);
        assertThat(model.lines()).extracting(TrendModel.Line::name).containsExactly("Median", "p95");
        assertThat(model.lines().get(0).figures()).containsExactly(10.0, 30.0);
        assertThat(model.lines().get(1).figures()).containsExactly(100.0, 300.0);
    }

    @Test
    void aBuildWithoutRequestsIsAGapAndNotZero() {
        TrendModel model = chart.create(
                List.of(build(2, 0, NameStats.NONE), build(1, 0, run(10.0, 100.0))), new ChartModelConfiguration());
        assertThat(model.lines().get(0).figures()).containsExactly(10.0, null);
    }

    @Test
    void aPercentileThatLocustDidNotReportIsAGap() {
        TrendModel model = chart.create(List.of(build(1, 0, run(10.0, null))), new ChartModelConfiguration());
        assertThat(model.lines().get(1).figures()).containsOnlyNulls();
    }

    @Test
    void onlyTheBuildsThatAreShownAreRead() {
        List<Integer> asked = new ArrayList<>();
        Iterable<BuildResult<NameStats>> endless = () -> new Iterator<>() {
            private int number = 1000;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public BuildResult<NameStats> next() {
                asked.add(number);
                return build(number--, 0, run(1.0, 1.0));
            }
        };
        TrendModel model = chart.create(endless, new ChartModelConfiguration(AxisType.BUILD, 20, 0));
        assertThat(model.builds()).hasSize(20).startsWith(981).endsWith(1000);
        assertThat(asked).hasSize(20);
    }

    @Test
    void aDayShowsTheFiguresOfItsLastBuildInsteadOfAMeanOfPercentiles() {
        TrendModel model = chart.create(
                List.of(build(4, 0, run(40.0, 400.0)), build(3, 0, run(30.0, 300.0)), build(2, 2, run(20.0, 200.0))),
                new ChartModelConfiguration(AxisType.DATE));
        assertThat(model.labels()).containsExactly("2026-11-22", "2026-11-24");
        assertThat(model.lines().get(1).figures()).containsExactly(200.0, 400.0);
        assertThat(model.builds()).containsExactly(2, 4);
    }

    @Test
    void theNumberOfBuildsIsNotThatOfDays() {
        TrendModel model = chart.create(
                List.of(build(4, 0, run(1.0, 1.0)), build(3, 0, run(1.0, 1.0)), build(2, 2, run(1.0, 1.0))),
                new ChartModelConfiguration(AxisType.DATE, 2, 0));
        assertThat(model.builds()).containsExactly(4);
    }

    @Test
    void aDayIsOneOfTheTimeZoneOfJenkins() {
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try {
            long evening = TODAY.atTime(20, 0).toEpochSecond(ZoneOffset.UTC);
            TrendModel model = new TrendChart(List.of(TrendMetric.P95))
                    .create(
                            List.of(new BuildResult<>(new Build(1, "#1", (int) evening), run(1.0, 1.0))),
                            new ChartModelConfiguration(AxisType.DATE));
            assertThat(model.labels()).containsExactly("2026-11-25");
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void buildsThatAreTooOldAreLeftOut() {
        TrendModel model = chart.create(
                List.of(build(3, 1, run(1.0, 1.0)), build(2, 8, run(1.0, 1.0))),
                new ChartModelConfiguration(AxisType.BUILD, 50, 7));
        assertThat(model.builds()).containsExactly(3);
    }

    @Test
    void withoutBuildsTheChartIsEmpty() {
        TrendModel model = chart.create(List.of(), new ChartModelConfiguration());
        assertThat(model.builds()).isEmpty();
        assertThat(model.lines()).allMatch(line -> line.figures().isEmpty());
    }

    @Test
    void failuresAreAPercentageAndRatesAreLocustsOwn() {
        NameStats run = NameStats.of("", "Aggregated", 200, 3, 12.345, ResponseTimes.NONE);
        assertThat(TrendMetric.FAILURE_PERCENT.of(run)).isEqualTo(1.5);
        assertThat(TrendMetric.REQUESTS_PER_SECOND.of(run)).isEqualTo(12.345);
        assertThat(TrendMetric.REQUESTS_PER_SECOND.of(NameStats.NONE)).isNull();
    }

    private static BuildResult<NameStats> build(int number, int daysAgo, NameStats stats) {
        long seconds = TODAY.minusDays(daysAgo).atTime(12, 0).toEpochSecond(ZoneOffset.UTC);
        return new BuildResult<>(new Build(number, "#" + number, (int) seconds), stats);
    }

    private static NameStats run(Double median, Double p95) {
        Map<String, Double> percentiles = p95 == null ? Map.of() : Map.of("95%", p95);
        return NameStats.of("", "Aggregated", 10, 0, 1, ResponseTimes.of(1.0, median, 1.0, 1.0, percentiles));
    }
}
