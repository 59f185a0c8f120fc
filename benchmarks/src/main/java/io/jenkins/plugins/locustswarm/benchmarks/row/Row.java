package io.jenkins.plugins.locustswarm.benchmarks.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row of the results table: the ratio of our figures to those of a peer, round by round, or, without a peer, our
 * figures.
 *
 * @param what what was measured, in a few words
 * @param against the peer or the lower bound
 * @param unit of the figures, for example {@code s}; empty for a count
 * @param ours one figure per round
 * @param peer the peer's figure of the same round; empty when there is no peer
 * @param note what was compared, in a sentence or two; may be empty
 * @param versions versions of the compared software, by name
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

    /** Returns a row about the ratio of our figures to a peer's. */
    public static Row ratio(Topic topic, String what, String against, Goal goal, String unit, Rounds rounds) {
        return new Row(topic, what, against, goal, unit, rounds.ours(), rounds.peer(), "", Map.of());
    }

    /** Returns a row about our figures alone, without a peer. */
    public static Row figure(Topic topic, String what, String against, Goal goal, String unit, List<Double> ours) {
        return new Row(topic, what, against, goal, unit, ours, List.of(), "", Map.of());
    }

    /** Returns this row with a note on what was compared. */
    public Row noted(String words) {
        return new Row(topic, what, against, goal, unit, ours, peer, words, versions);
    }

    /** Returns this row with the version of a compared program. */
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
