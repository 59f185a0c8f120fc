package io.jenkins.plugins.locustswarm.engine.stats;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.math.BigDecimal;
import java.util.List;

/** The percentiles of one row, in ms, by Locust's headings. Rows of a file share the headings to save memory. */
public final class Percentiles {

    private final List<String> headings;
    private final double[] values;

    /** @param values the percentiles in ms, in the order of the headings; NaN if a row has none */
    public Percentiles(List<String> headings, double[] values) {
        this.headings = headings;
        this.values = values;
    }

    /**
     * Returns the heading of a percentile without zeros at the end. Locust writes {@code 55.0%} for 0.55, since that times
     * 100 is not exactly 55 (get_readable_percentiles in its {@code stats.py}), but {@code 95%} for 0.95.
     *
     * @param percent 0 to 100
     */
    public static String heading(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString() + "%";
    }

    /** Returns Locust's headings in its order, for example {@code 50%} and {@code 99.9%}. */
    public List<String> headings() {
        return headings;
    }

    /** Returns the percentile with this heading; absent if the file has none, or the row had no requests. */
    @CheckForNull
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
