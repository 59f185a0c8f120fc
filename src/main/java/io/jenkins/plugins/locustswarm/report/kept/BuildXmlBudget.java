package io.jenkins.plugins.locustswarm.report.kept;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Selects what fits into {@code build.xml}, which Jenkins loads for every build that it shows. */
final class BuildXmlBudget {

    /** The limit of a short text for display, in bytes. */
    static final int SHORT = 100;

    /** The limit of the words for the baseline, in bytes. */
    static final int BASELINE = 300;

    /** The limit of the note of a run, in bytes. */
    static final int NOTE = 300;

    /** The limit of the reasons for the verdict, in bytes. */
    static final int WHY = 700;

    static final int MAX_NAMES = 200;
    static final int BYTES_FOR_NAMES = 40_000;

    /** Characters. */
    private static final int MAX_SENTENCE = 160;

    /** Characters. */
    private static final int MIN_SENTENCE = 10;

    private static final int BYTES_FOR_GATES = 1300;
    private static final int BYTES_FOR_HEALTH = 600;
    private static final int BYTES_FOR_CHANGES = 1500;

    /** Characters. */
    private static final int MAX_CHANGED_NAME = 80;

    private BuildXmlBudget() {}

    /** Selects gates, missed ones first; keeps their order. */
    static ArrayList<String> gates(List<GateResult> gates) {
        return fit(
                gates.stream()
                        .map(gate -> shorten(new GateOutcome(gate)::line, BYTES_FOR_GATES / 4))
                        .toList(),
                byWeight(gates, Comparator.comparing(GateResult::verdict).reversed()),
                Budget.of(BYTES_FOR_GATES));
    }

    /** Selects findings, the most severe first; keeps their order. */
    static ArrayList<String> health(List<HealthFinding> health) {
        return fit(
                health.stream()
                        .map(finding -> shorten(new HealthNote(finding)::line, BYTES_FOR_HEALTH / 3))
                        .toList(),
                byWeight(health, Comparator.comparing(HealthFinding::severity).reversed()),
                Budget.of(BYTES_FOR_HEALTH));
    }

    /** Selects changes, those for the worse first. */
    static ArrayList<String> changes(List<HoldingChange> changes) {
        List<String> lines = changes.stream()
                .map(change -> new ChangeNote(change).line(MAX_CHANGED_NAME))
                .toList();
        List<Integer> order =
                byWeight(changes, Comparator.comparing(HoldingChange::worse).reversed());
        return fit(lines, order, Budget.of(BYTES_FOR_CHANGES));
    }

    /** Selects request names, the most requested first; keeps their order. Shortens very long ones. */
    static ArrayList<String> names(List<NameStats> names) {
        return fit(
                names.stream()
                        .map(name -> new NameFigures(LongName.shorten(name)).line())
                        .toList(),
                byWeight(names, Comparator.comparingLong(NameStats::requests).reversed()),
                new Budget(MAX_NAMES, BYTES_FOR_NAMES, BYTES_FOR_NAMES / 10));
    }

    /** @param line creates the line, with sentences of up to the given number of characters */
    private static String shorten(IntFunction<String> line, int bytes) {
        int longest = MAX_SENTENCE;
        while (longest > MIN_SENTENCE && TabSeparatedLine.bytes(line.apply(longest)) > bytes) {
            longest /= 2;
        }
        return line.apply(longest);
    }

    private static <T> List<Integer> byWeight(List<T> items, Comparator<T> weight) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(items::get, weight));
        return order;
    }

    /**
     * The limits of a list in the file.
     *
     * @param lines the number of lines
     * @param bytes the size of all lines
     * @param bytesOfOne the size of one line, since a very long one would displace many
     */
    private record Budget(int lines, int bytes, int bytesOfOne) {
        static Budget of(int bytes) {
            return new Budget(Integer.MAX_VALUE, bytes, bytes);
        }
    }

    private static ArrayList<String> fit(List<String> lines, List<Integer> order, Budget budget) {
        Set<Integer> fitting = new HashSet<>();
        int bytes = 0;
        for (int index : order) {
            int more = TabSeparatedLine.bytes(lines.get(index));
            if (fitting.size() < budget.lines() && more <= budget.bytesOfOne() && bytes + more <= budget.bytes()) {
                fitting.add(index);
                bytes += more;
            }
        }
        ArrayList<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (fitting.contains(i)) {
                kept.add(lines.get(i));
            }
        }
        return kept;
    }
}
