package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.trend.Condition;
import io.jenkins.plugins.locustswarm.engine.trend.ConditionDifference;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.engine.trend.RelativeChange;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
            return value * ALL < 1 ? small(value * ALL) : Rounded.percent(value);
        } else if (figure == Figure.RPS) {
            return Rounded.of(value) + " /s";
        }
        return (value < ALL ? Rounded.of(value) : String.format(Locale.ROOT, "%.0f", value)) + " ms";
    }

    /** Failure ratios are often below 1 %. */
    private static String small(double percent) {
        String text = String.format(Locale.ROOT, "%.2f", percent);
        return (percent > 0 && "0.00".equals(text) ? "< 0.01" : text) + " %";
    }

    /** Returns the relative change and its direction, for example {@code +18 %, worse}. */
    static String change(Difference difference) {
        return RelativeChange.text(difference.ratio()) + (difference.isWorse() ? ", worse" : ", better");
    }

    /** Returns differing conditions, for example {@code users 100 instead of 50}. */
    static String conditions(Map<Condition, ConditionDifference> differences, String separator) {
        return differences.entrySet().stream()
                .map(difference -> difference.getKey() + " "
                        + Printable.line(difference.getValue().value()) + separator
                        + Printable.line(difference.getValue().other()))
                .collect(Collectors.joining(", "));
    }

    /** Returns the first ones of many in this order, but in the order that they have. */
    static <T> List<T> first(List<T> all, Comparator<T> order) {
        if (all.size() <= MAX_ROWS) {
            return all;
        }
        Set<T> kept = new HashSet<>(all.stream().sorted(order).limit(MAX_ROWS).toList());
        return all.stream().filter(kept::contains).toList();
    }
}
