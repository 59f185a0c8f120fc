package io.jenkins.plugins.locustswarm.report.chart;

import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A line of a trend chart.
 *
 * @param name the name in the legend
 * @param color a CSS variable of the Jenkins theme
 * @param figure returns the figure of a build; null for a gap
 */
@Restricted(NoExternalUse.class)
public record TrendLine<T>(String name, String color, Function<? super T, Double> figure) {

    public TrendLine {
        // the chart library replaces two hyphens and a letter by a colour, in any text
        name = name.replace("--", "-\u2011");
    }

    /** Adapts the line to results that contain those of this line. */
    public <S> TrendLine<S> in(Function<S, T> from) {
        return new TrendLine<>(name, color, result -> {
            T inner = from.apply(result);
            return inner == null ? null : figure.apply(inner);
        });
    }
}
