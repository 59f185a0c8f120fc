package io.jenkins.plugins.locustswarm.engine.stats;

import java.util.List;

/** The percentiles of one row, in ms, by Locust's headings. Rows of a file share the headings, to be small. */
public final class Percentiles {

    private final List<String> headings;
    private final double[] values;

    public Percentiles(List<String> headings, double[] values) {
        this.headings = headings;
        this.values = values;
    }

    /** Locust's headings, in its order: {@code 50%}, {@code 99.9%}. */
    public List<String> headings() {
        return headings;
    }

    /** The percentile under that heading; null when the file has none, or the row had no request to take it from. */
    public Double get(String heading) {
        int index = headings.indexOf(heading);
        return index < 0 || Double.isNaN(values[index]) ? null : values[index];
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ", ").append(headings.get(i)).append(' ').append(values[i]);
        }
        return text.toString();
    }
}
