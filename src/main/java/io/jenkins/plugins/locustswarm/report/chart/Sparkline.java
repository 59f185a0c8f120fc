package io.jenkins.plugins.locustswarm.report.chart;

import java.util.List;
import java.util.Locale;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A line of a figure over a few builds, so small that it has no axes, for an SVG image. */
@Restricted(NoExternalUse.class)
public final class Sparkline {

    /** The size of the image; the browser scales it. */
    public static final int WIDTH = 100;

    public static final int HEIGHT = 24;

    /** Keeps the line, which has a width, within the image. */
    private static final double MARGIN = 2;

    private final List<Double> values;
    private final double min;
    private final double max;

    /** @param values the figures, oldest first; at least two */
    public Sparkline(List<Double> values) {
        if (values.size() < 2) {
            throw new IllegalArgumentException("A line has at least two points");
        }
        this.values = List.copyOf(values);
        this.min = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        this.max = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Returns the attribute {@code points} of a polyline. */
    public String getPoints() {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            points.append(i == 0 ? "" : " ").append(number(x(i))).append(',').append(number(y(values.get(i))));
        }
        return points.toString();
    }

    /** Returns the number of builds. */
    public int getBuilds() {
        return values.size();
    }

    public double getFirst() {
        return values.get(0);
    }

    public double getMin() {
        return min;
    }

    public double getMax() {
        return max;
    }

    private double x(int index) {
        return MARGIN + index * (WIDTH - 2 * MARGIN) / (values.size() - 1);
    }

    /** A line of equal figures is in the middle. */
    private double y(double value) {
        double share = max == min ? 0.5 : (value - min) / (max - min);
        return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
    }

    private static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
