package io.jenkins.plugins.locustswarm.engine.stats;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Objects;

/**
 * A change of a figure that began in an earlier run, or in this one, and still holds.
 *
 * @param metric the figure: {@code median}, {@code average}, {@code p95}, {@code p99}, {@code rps} or {@code failures}
 * @param type type of the requests; empty for all requests together
 * @param name name of the requests; {@code Aggregated} for all together
 * @param since the first run after the change, as people call it: a folder, or a build such as {@code #20}
 * @param before mean of the runs before the change: ms, requests per second, or a ratio from 0 to 1
 * @param after mean of the runs after it
 * @param change relative size, 0.18 for +18 %; absent if {@code before} is 0
 * @param worse whether it is a change for the worse
 * @param pValue probability that chance alone makes a difference of at least this size
 */
public record HoldingChange(
        String metric,
        String type,
        String name,
        String since,
        double before,
        double after,
        @CheckForNull Double change,
        boolean worse,
        double pValue) {

    public HoldingChange {
        Objects.requireNonNull(metric, "a figure changed");
        Objects.requireNonNull(type, "requests have a type, which may be empty");
        Objects.requireNonNull(name, "requests have a name");
        Objects.requireNonNull(since, "the change began in a run");
    }
}
