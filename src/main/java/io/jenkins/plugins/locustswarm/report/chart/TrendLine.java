package io.jenkins.plugins.locustswarm.report.chart;

import java.util.function.Function;

/**
 * A line of a trend chart.
 *
 * @param name what the legend says
 * @param color a CSS variable of Jenkins' theme
 * @param figure the line's figure in a build; null makes a gap
 */
public record TrendLine<T>(String name, String color, Function<? super T, Double> figure) {

    public TrendLine {
        // Two hyphens and a letter are the chart library's mark for a colour, in any text.
        name = name.replace("--", "-\u2011");
    }

    /** The same line over results that have to be looked into first. */
    public <S> TrendLine<S> in(Function<S, T> from) {
        return new TrendLine<>(name, color, result -> {
            T inner = from.apply(result);
            return inner == null ? null : figure.apply(inner);
        });
    }
}
