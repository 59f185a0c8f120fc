package io.jenkins.plugins.locustswarm.benchmarks.row;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures of two sides that took turns, so that what else the machine did hit both alike.
 *
 * @param ours a figure a round
 * @param peer the other side's figure of the same round
 */
public record Rounds(List<Double> ours, List<Double> peer) {

    /** One side's turn in a round. */
    @FunctionalInterface
    public interface Turn {
        double measure() throws Exception;
    }

    public Rounds {
        ours = List.copyOf(ours);
        peer = List.copyOf(peer);
    }

    /** Measures both sides this many times. The side that goes first alternates. */
    public static Rounds alternating(int count, Turn ours, Turn peer) throws Exception {
        List<Double> our = new ArrayList<>();
        List<Double> their = new ArrayList<>();
        for (int round = 0; round < count; round++) {
            boolean oursFirst = round % 2 == 0;
            if (oursFirst) {
                our.add(ours.measure());
            }
            their.add(peer.measure());
            if (!oursFirst) {
                our.add(ours.measure());
            }
        }
        return new Rounds(our, their);
    }
}
