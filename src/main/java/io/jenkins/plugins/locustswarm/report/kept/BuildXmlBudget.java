package io.jenkins.plugins.locustswarm.report.kept;

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
final class BuildXmlBudget {

    /** Characters of a text that is only for people. */
    static final int SHORT = 100;

    static final int MAX_NAMES = 200;
    static final int BYTES_FOR_NAMES = 40_000;

    private static final int SENTENCE = 160; // characters
    private static final int MIN_LENGTH = 10;
    private static final int BYTES_FOR_GATES = 1300;
    private static final int BYTES_FOR_HEALTH = 600;

    private BuildXmlBudget() {}

    /** Missed gates are kept rather than others; the order stays. */
    static ArrayList<String> gates(List<GateResult> gates) {
        return fit(
                gates.stream()
                        .map(gate -> shorten(new GateOutcome(gate)::line, BYTES_FOR_GATES / 4))
                        .toList(),
                byWeight(gates, Comparator.comparing(GateResult::verdict).reversed()),
                Budget.of(BYTES_FOR_GATES));
    }

    /** The worst findings are kept rather than others; the order stays. */
    static ArrayList<String> health(List<HealthFinding> health) {
        return fit(
                health.stream()
                        .map(finding -> shorten(new HealthNote(finding)::line, BYTES_FOR_HEALTH / 3))
                        .toList(),
                byWeight(health, Comparator.comparing(HealthFinding::severity).reversed()),
                Budget.of(BYTES_FOR_HEALTH));
    }

    /** The most requested names are kept rather than others; the order stays. */
    static ArrayList<String> names(List<NameStats> names) {
        return fit(
                names.stream().map(name -> new NameFigures(name).line()).toList(),
                byWeight(names, Comparator.comparingLong(NameStats::requests).reversed()),
                new Budget(MAX_NAMES, BYTES_FOR_NAMES, BYTES_FOR_NAMES / 10));
    }

    /** @param line the line with its sentences not longer than so many characters */
    private static String shorten(IntFunction<String> line, int bytes) {
        int longest = SENTENCE;
        while (longest > MIN_LENGTH && TabSeparatedLine.bytes(line.apply(longest)) > bytes) {
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

    /**
     * What a list may take in the file.
     *
     * @param lines how many lines
     * @param bytes of all lines
     * @param bytesOfOne of one line: a huge one would take the place of many
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
