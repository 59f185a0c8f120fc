package io.jenkins.plugins.locustswarm.benchmarks.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of the table. With figures of a peer it is about the ratio of ours to the peer's, taken round by round;
 * without, about our figures themselves.
 *
 * @param what it is about, in a few words
 * @param against whom or what
 * @param unit of the figures, for example {@code s}; empty for a mere count
 * @param ours a figure a round
 * @param peer the peer's figure of the same round; empty when there is no peer
 * @param note what exactly was compared, in a sentence or two; empty when the row says it all
 * @param versions of what took part, by name
 */
public record Row(
        Topic topic,
        String what,
        String against,
        Goal goal,
        String unit,
        List<Double> ours,
        List<Double> peer,
        String note,
        Map<String, String> versions) {

    public Row {
        if (!peer.isEmpty() && peer.size() != ours.size()) {
            throw new IllegalArgumentException(
                    what + ": " + ours.size() + " rounds of ours, " + peer.size() + " of the peer");
        }
        ours = List.copyOf(ours);
        peer = List.copyOf(peer);
        versions = Map.copyOf(versions);
    }

    /** A row about the ratio of two sides. */
    public static Row ratio(Topic topic, String what, String against, Goal goal, String unit, Rounds rounds) {
        return new Row(topic, what, against, goal, unit, rounds.ours(), rounds.peer(), "", Map.of());
    }

    /** A row about figures of ours alone. */
    public static Row figure(Topic topic, String what, String against, Goal goal, String unit, List<Double> ours) {
        return new Row(topic, what, against, goal, unit, ours, List.of(), "", Map.of());
    }

    /** With words about what exactly was compared. */
    public Row noted(String words) {
        return new Row(topic, what, against, goal, unit, ours, peer, words, versions);
    }

    /** With the version of something that took part. */
    public Row version(String name, String version) {
        Map<String, String> more = new TreeMap<>(versions);
        more.put(name, version);
        return new Row(topic, what, against, goal, unit, ours, peer, note, more);
    }

    /** The figures that the goal is about. */
    public Figures judged() {
        List<Double> judged = new ArrayList<>(ours);
        for (int i = 0; i < peer.size(); i++) {
            judged.set(i, ours.get(i) / peer.get(i));
        }
        return new Figures(judged);
    }

    /** The unit of the figures that the goal is about: a ratio has none. */
    public String judgedUnit() {
        return peer.isEmpty() && !unit.isEmpty() ? " " + unit : "";
    }
}
