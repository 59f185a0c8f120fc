package io.jenkins.plugins.locustswarm.benchmarks.row;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** The figures of all rounds. */
public record Figures(List<Double> values) {

    /** @throws IllegalArgumentException when there are none */
    public Figures {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
        values = List.copyOf(values);
    }

    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Formats a figure with three significant digits, and a large one without decimals. */
    public static String text(double figure) {
        BigDecimal exact = BigDecimal.valueOf(figure);
        BigDecimal rounded =
                Math.abs(figure) >= 100 ? exact.setScale(0, RoundingMode.HALF_UP) : exact.round(new MathContext(3));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
