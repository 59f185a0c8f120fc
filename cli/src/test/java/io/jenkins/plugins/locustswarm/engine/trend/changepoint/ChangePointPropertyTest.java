package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ChangePointPropertyTest {

    private static final ChangePointSearch SEARCH = ChangePointSearch.DEFAULT;

    @Property(tries = 300)
    void anyFiniteSeriesHasCertainChangesInAscendingOrder(@ForAll("anySeries") double[] series) {
        List<ChangePoint> points = SEARCH.find(series);
        int last = 0;
        for (ChangePoint point : points) {
            assertThat(point.index()).isGreaterThan(last).isLessThan(series.length);
            assertThat(point.pValue()).isLessThan(SEARCH.maxPValue());
            last = point.index();
        }
    }

    /** A power of two, so that no value is rounded. */
    @Property(tries = 300)
    void aLargerUnitDoesNotMoveChanges(
            @ForAll("figures") double[] series, @ForAll @IntRange(min = -9, max = 9) int power) {
        double[] scaled =
                Arrays.stream(series).map(value -> Math.scalb(value, power)).toArray();
        assertThat(SEARCH.find(scaled).stream().map(ChangePoint::index))
                .isEqualTo(SEARCH.find(series).stream().map(ChangePoint::index).toList());
    }

    @Property(tries = 300)
    void aStepWithoutNoiseIsFoundWhereItIs(
            @ForAll @IntRange(min = 4, max = 24) int before,
            @ForAll @IntRange(min = 4, max = 24) int after,
            @ForAll @IntRange(min = 1, max = 1000) int low,
            @ForAll @IntRange(min = 1, max = 1000) int step) {
        double[] series = new double[before + after];
        Arrays.fill(series, low);
        Arrays.fill(series, before, series.length, low + step);
        assertThat(SEARCH.find(series)).singleElement().satisfies(point -> {
            assertThat(point.index()).isEqualTo(before);
            assertThat(point.before()).isEqualTo(low);
            assertThat(point.after()).isEqualTo(low + step);
        });
    }

    @Property(tries = 300)
    void aSeriesOfOneValueHasNoChange(@ForAll @IntRange(max = 120) int length, @ForAll @DoubleRange double value) {
        double[] series = new double[length];
        Arrays.fill(series, value);
        assertThat(SEARCH.find(series)).isEmpty();
    }

    @Property(tries = 300)
    void aPValueIsAProbability(@ForAll("figures") double[] before, @ForAll("figures") double[] after) {
        if (before.length > 0 && after.length > 0) {
            double value = ChangePointSearch.pValue(before, after);
            assertThat(Double.isNaN(value) || value >= 0 && value <= 1)
                    .as("p value %s", value)
                    .isTrue();
            assertThat(ChangePointSearch.pValue(after, before)).isEqualTo(value);
        }
    }

    @Provide
    Arbitrary<double[]> anySeries() {
        return Arbitraries.oneOf(
                        Arbitraries.doubles(),
                        Arbitraries.of(0.0, -0.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e-300, 1e154),
                        Arbitraries.integers().between(0, 5).map(Integer::doubleValue))
                .array(double[].class)
                .ofMaxSize(130);
    }

    @Provide
    Arbitrary<double[]> figures() {
        return Arbitraries.integers()
                .between(0, 4000)
                .map(value -> value / 8.0)
                .array(double[].class)
                .ofMaxSize(80);
    }
}
