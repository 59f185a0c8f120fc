package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.trend.Condition;
import io.jenkins.plugins.locustswarm.engine.trend.Contrast;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts of a sentence or a table about a difference between runs. */
final class DifferenceText {

    /** The number of differences that a table shows. */
    static final int MAX_ROWS = 50;

    private static final double ALL = 100;

    private DifferenceText() {}

    /** Returns a value of a figure with its unit, for example {@code 142 ms}. */
    static String value(Figure figure, double value) {
        if (figure == Figure.FAILURES) {
            return Rounded.percent(value);
        } else if (figure == Figure.RPS) {
            return Rounded.of(value) + " /s";
        }
        return (value < ALL ? Rounded.of(value) : String.format(Locale.ROOT, "%.0f", value)) + " ms";
    }

    /** Returns the relative change and its direction, for example {@code +18.0 %, worse}. */
    static String change(Difference difference) {
        Double ratio = difference.ratio();
        String size = ratio == null ? "from 0" : String.format(Locale.ROOT, "%+.1f %%", ratio * ALL);
        return size + (difference.isWorse() ? ", worse" : ", better");
    }

    /** Returns differing conditions, for example {@code users 100 instead of 50}. */
    static String conditions(Map<Condition, Contrast> differences, String separator) {
        return differences.entrySet().stream()
                .map(difference -> difference.getKey() + " "
                        + Printable.line(difference.getValue().value()) + separator
                        + Printable.line(difference.getValue().other()))
                .collect(Collectors.joining(", "));
    }

    /** Returns the largest of many differences, in the same order. */
    static <T> List<T> largest(List<T> all, Function<T, Difference> difference) {
        if (all.size() <= MAX_ROWS) {
            return all;
        }
        List<T> kept = all.stream()
                .sorted(Comparator.comparingDouble(
                                (T one) -> difference.apply(one).size())
                        .reversed())
                .limit(MAX_ROWS)
                .toList();
        return all.stream().filter(kept::contains).toList();
    }
}
