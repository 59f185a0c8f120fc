package io.jenkins.plugins.locustswarm.report.chart;

import edu.hm.hafner.echarts.line.LinesChartModel;
import java.util.Objects;

/** Sets the range of an axis from zero to a round number above the highest figure, instead of that of the figures. */
final class AxisRange {

    private static final double[] STEPS = {1, 1.5, 2, 3, 4, 5, 6, 8, 10};

    private AxisRange() {}

    static void fit(LinesChartModel model) {
        model.setRangeMin(0);
        model.setRangeMax(above(model.getSeries().stream()
                .flatMap(series -> series.getData().stream())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0)));
    }

    static double above(double highest) {
        if (highest <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        for (double step : STEPS) {
            if (highest <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }
}
