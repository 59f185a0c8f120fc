package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the change points with those of Apache Otava 0.8.0, which is asked and not reimplemented. */
class SameAsOtavaIT {

    private static final double ROUNDING = 1e-9;

    /** Near the smallest doubles, p values have few digits. */
    private static final double SMALLEST = 1e-300;

    @TempDir
    private Path folder;

    @Test
    void aThousandSeriesOfAllKindsChangeWhereOtavaSaysSo() throws Exception {
        List<double[]> series = GeneratedSeries.all(1_000);
        List<List<ChangePoint>> theirs = assertSame(ChangePointSearch.DEFAULT, series);
        assertThat(theirs)
                .as("series with changes")
                .filteredOn(points -> !points.isEmpty())
                .hasSizeBetween(300, 900);
    }

    @Test
    void recordedSeriesChangeWhereOtavaSaysSo() throws Exception {
        List<double[]> series = ChangePointSearchTest.recorded().stream()
                .map(ChangePointSearchTest::values)
                .toList();
        assertThat(assertSame(ChangePointSearch.DEFAULT, series))
                .anySatisfy(points -> assertThat(points).hasSizeGreaterThan(2));
    }

    @Test
    void aSearchWithOtherLimitsFindsTheSame() throws Exception {
        List<double[]> series = GeneratedSeries.all(1_300).subList(1_000, 1_300);
        assertSame(new ChangePointSearch(50, 0.001, 0.1), series);
        assertSame(new ChangePointSearch(30, 0.01, 0), series);
        assertSame(new ChangePointSearch(7, 0.0001, 0.02), series);
    }

    private List<List<ChangePoint>> assertSame(ChangePointSearch search, List<double[]> series)
            throws IOException, InterruptedException {
        List<List<ChangePoint>> theirs = Otava.find(search, series, folder);
        assertThat(theirs).hasSameSizeAs(series);
        for (int i = 0; i < series.size(); i++) {
            assertSame(i, search.find(series.get(i)), theirs.get(i), series.get(i));
        }
        return theirs;
    }

    private static void assertSame(int number, List<ChangePoint> ours, List<ChangePoint> theirs, double[] series) {
        String which = "series " + number + " of " + series.length + " values";
        assertThat(ours)
                .as(which + ": " + Arrays.toString(series))
                .extracting(ChangePoint::index)
                .isEqualTo(theirs.stream().map(ChangePoint::index).toList());
        for (int i = 0; i < ours.size(); i++) {
            ChangePoint our = ours.get(i);
            ChangePoint their = theirs.get(i);
            assertClose(which, our.before(), their.before());
            assertClose(which, our.after(), their.after());
            assertClose(which, our.pValue(), their.pValue());
        }
    }

    private static void assertClose(String which, double ours, double theirs) {
        assertThat(ours).as(which).isCloseTo(theirs, within(ROUNDING * Math.abs(theirs) + SMALLEST));
    }
}
