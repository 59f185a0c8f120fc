package io.jenkins.plugins.locustswarm.report;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Chooses what fits into {@code build.xml}: a Jenkins loads that file for every build it shows anywhere. */
final class Kept {

    /** Characters of a text that is only for people. */
    static final int SHORT = 100;

    static final int MOST_NAMES = 200;
    static final int BYTES_PER_NAME = 200;

    private static final int SENTENCE = 160; // characters
    private static final int SHORTEST = 10;
    private static final int BYTES_FOR_GATES = 1300;
    private static final int BYTES_FOR_HEALTH = 600;

    private Kept() {}

    /** Missed gates are kept rather than others; the order stays. */
    static ArrayList<String> gates(List<GateResult> gates) {
        return fit(
                gates.stream()
                        .map(gate -> shorten(new GateOutcome(gate)::line, BYTES_FOR_GATES / 4))
                        .toList(),
                byWeight(gates, Comparator.comparing(GateResult::verdict).reversed()),
                BYTES_FOR_GATES);
    }

    /** The worst findings are kept rather than others; the order stays. */
    static ArrayList<String> health(List<HealthFinding> health) {
        return fit(
                health.stream()
                        .map(finding -> shorten(new HealthNote(finding)::line, BYTES_FOR_HEALTH / 3))
                        .toList(),
                byWeight(health, Comparator.comparing(HealthFinding::severity).reversed()),
                BYTES_FOR_HEALTH);
    }

    /** A long name may use what short ones before it left. */
    static ArrayList<String> names(List<NameStats> names) {
        ArrayList<String> kept = new ArrayList<>();
        int bytes = 0;
        for (NameStats name : names) {
            String line = new NameFigures(name).line();
            int more = bytes + Columns.bytes(line);
            if (kept.size() < MOST_NAMES && more <= BYTES_PER_NAME * (kept.size() + 1)) {
                kept.add(line);
                bytes = more;
            }
        }
        return kept;
    }

    /** @param line the line with its sentences not longer than so many characters */
    private static String shorten(IntFunction<String> line, int bytes) {
        int longest = SENTENCE;
        while (longest > SHORTEST && Columns.bytes(line.apply(longest)) > bytes) {
            longest /= 2;
        }
        return line.apply(longest);
    }

    private static <T> List<Integer> byWeight(List<T> things, Comparator<T> weight) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < things.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(things::get, weight));
        return order;
    }

    private static ArrayList<String> fit(List<String> lines, List<Integer> order, int budget) {
        Set<Integer> fitting = new HashSet<>();
        int bytes = 0;
        for (int index : order) {
            int more = bytes + Columns.bytes(lines.get(index));
            if (more <= budget) {
                fitting.add(index);
                bytes = more;
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
