package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The row of a run that a gate's name means.
 *
 * @param stats null when there is none, or more than one
 * @param problem why; null when there is one
 */
record Row(NameStats stats, String problem) {

    /** @param run the run's name in a sentence */
    static Row of(String name, RunSummary summary, String run) {
        if (name == null) {
            return new Row(summary.total(), null);
        }
        List<NameStats> rows = find(summary, row -> name.equals(row.type() + " " + row.name()));
        if (rows.isEmpty()) {
            rows = find(summary, row -> name.equals(row.name()));
        }
        if (rows.isEmpty()) {
            // a gate's text does not keep spaces at the ends of a name
            rows = find(
                    summary,
                    row -> name.strip().equals(row.name().strip())
                            || name.strip().equals((row.type() + " " + row.name()).strip()));
        }
        if (rows.isEmpty() && StatsCsv.AGGREGATED.equals(name)) {
            return new Row(summary.total(), null);
        }
        if (rows.size() == 1) {
            return new Row(rows.get(0), null);
        }
        String problem = rows.isEmpty()
                ? run + " has no requests named \"" + name + "\"" + amongThoseKept(summary)
                : run + " has more than one kind of requests named \"" + name + "\": "
                        + rows.stream().map(NameStats::type).collect(Collectors.joining(", "))
                        + "; put the type in front";
        return new Row(null, problem);
    }

    private static String amongThoseKept(RunSummary summary) {
        return summary.leftOut() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " among the %,d most requested names",
                        summary.names().size());
    }

    private static List<NameStats> find(RunSummary summary, Predicate<NameStats> which) {
        return summary.names().stream().filter(which).toList();
    }
}
