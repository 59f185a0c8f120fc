package io.jenkins.plugins.locustswarm.report.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The figures of a trend chart, oldest build first. Its JSON is what the script of the page reads.
 *
 * @param labels the labels of the axis: the display names of the builds, or days; text of users
 * @param builds the numbers of the builds
 * @param lines the lines
 */
@Restricted(NoExternalUse.class)
public record TrendModel(List<String> labels, List<Integer> builds, List<Line> lines) {

    public TrendModel {
        labels = List.copyOf(labels);
        builds = List.copyOf(builds);
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param metric the id of the metric
     * @param name the name for users
     * @param unit what follows a figure
     * @param color a variable of the theme
     * @param figures a figure for each build; absent for a gap
     */
    public record Line(String metric, String name, String unit, String color, List<Double> figures) {

        public Line {
            figures = Collections.unmodifiableList(new ArrayList<>(figures));
        }
    }
}
