package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds the statistics that the name in a gate refers to. */
public final class RequestLookup {

    private RequestLookup() {}

    /**
     * Returns the row of the requests with this name, or of all requests.
     *
     * @param name name of the requests, with or without their type before it; all requests if absent
     * @param run what a sentence calls the run
     * @throws MissingFigureException if there is no such row, or more than one
     */
    public static NameStats find(@CheckForNull String name, RunSummary summary, String run)
            throws MissingFigureException {
        if (name == null) {
            return summary.total();
        }
        List<NameStats> rows = rows(name, summary);
        if (rows.isEmpty() && RequestName.AGGREGATED_NAME.equals(name)) {
            return summary.total();
        }
        if (rows.isEmpty()) {
            throw new MissingFigureException(
                    run + " has no requests named \"" + name + "\"" + amongThoseKept(summary), summary.leftOut() == 0);
        }
        if (rows.size() > 1) {
            throw new MissingFigureException(run + " has requests of several types named \"" + name + "\": "
                    + rows.stream().map(NameStats::type).collect(Collectors.joining(", "))
                    + "; write the type before the name");
        }
        return rows.get(0);
    }

    private static List<NameStats> rows(String name, RunSummary summary) {
        List<NameStats> rows = rows(summary, row -> name.equals(row.type() + " " + row.name()));
        if (rows.isEmpty()) {
            rows = rows(summary, row -> name.equals(row.name()));
        }
        if (rows.isEmpty()) {
            // the text of a gate does not keep spaces at either end of a name
            rows = rows(
                    summary,
                    row -> name.strip().equals(row.name().strip())
                            || name.strip().equals((row.type() + " " + row.name()).strip()));
        }
        return rows;
    }

    private static List<NameStats> rows(RunSummary summary, Predicate<NameStats> which) {
        return summary.names().stream().filter(which).toList();
    }

    private static String amongThoseKept(RunSummary summary) {
        return summary.leftOut() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " among the %,d most requested names",
                        summary.names().size());
    }
}
