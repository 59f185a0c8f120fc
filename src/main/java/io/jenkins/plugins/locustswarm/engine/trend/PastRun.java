package io.jenkins.plugins.locustswarm.engine.trend;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run in a history.
 *
 * @param label what people call it: a folder, or a build
 * @param conditions what was asked for
 * @param faults why its figures are not used, as sentences; empty if they are
 * @param rows the figures of all requests together ({@link RequestName#AGGREGATED}) and of each request name, in this order
 * @param accepted whether a person accepted the figures of this run as the new level: it is then not compared with earlier
 *     levels any more
 * @param note what a person wrote about the run, for example {@code new JVM}; may be empty
 */
public record PastRun(
        String label,
        Conditions conditions,
        List<String> faults,
        Map<RequestName, NameStats> rows,
        boolean accepted,
        String note) {

    public PastRun {
        faults = List.copyOf(faults);
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /** Returns a run whose figures are not used if its load was not what was asked for. */
    public static PastRun of(String label, RunSummary summary) {
        Map<RequestName, NameStats> rows = new LinkedHashMap<>();
        rows.put(RequestName.AGGREGATED, summary.total());
        summary.names().forEach(row -> rows.putIfAbsent(new RequestName(row.type(), row.name()), row));
        List<String> faults = summary.health().stream()
                .filter(finding -> finding.severity() != HealthFinding.Severity.NOTE)
                .map(HealthFinding::sentence)
                .toList();
        String note = summary.load().note();
        return new PastRun(label, Conditions.of(summary), faults, rows, false, note == null ? "" : note);
    }

    /** Returns a run without figures, which keeps its position in the history. */
    public static PastRun unreadable(String label, String why) {
        return new PastRun(label, Conditions.UNKNOWN, List.of(why), Map.of(), false, "");
    }

    /** @param newLevel whether a person accepted the figures of this run as the new level */
    public PastRun withAccepted(boolean newLevel) {
        return new PastRun(label, conditions, faults, rows, newLevel, note);
    }

    /** @param figures the figures of all requests together, and of each request name */
    public PastRun withRows(Map<RequestName, NameStats> figures) {
        return new PastRun(label, conditions, faults, figures, accepted, note);
    }

    /** @param text what a person wrote about the run; may be empty */
    public PastRun withNote(String text) {
        return new PastRun(label, conditions, faults, rows, accepted, text);
    }

    Collection<RequestName> requests() {
        return rows.keySet();
    }
}
