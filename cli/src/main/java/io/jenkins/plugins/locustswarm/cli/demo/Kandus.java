package io.jenkins.plugins.locustswarm.cli.demo;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kandus of the sample API: permanent ones, and the newest of those that users saved. */
final class Kandus {

    static final int PERMANENT = 100;
    static final int MAX_SAVED = 10_000;
    private static final int MAX_TITLE_LENGTH = 100;
    private static final int MAX_ASSETS = 10;

    /** A kandu, with the field names of the API. */
    record Kandu(long id, String title, List<Integer> assets, long plays, long flags) {

        Kandu played() {
            return new Kandu(id, title, assets, plays + 1, flags);
        }

        Kandu flagged() {
            return new Kandu(id, title, assets, plays, flags + 1);
        }
    }

    private final Map<Long, Kandu> permanent = new LinkedHashMap<>();
    private final Map<Long, Kandu> saved = new LinkedHashMap<>();
    private long lastId = PERMANENT;

    Kandus() {
        for (int id = 1; id <= PERMANENT; id++) {
            permanent.put((long) id, new Kandu(id, "Kandu " + id, assetsOf(id), 0, 0));
        }
    }

    private static List<Integer> assetsOf(int id) {
        return List.of(id, id % PERMANENT + 1);
    }

    /** Returns the kandus that users can choose from: the first twenty permanent ones. */
    synchronized List<Kandu> listed() {
        return permanent.values().stream().limit(20).toList();
    }

    /** Finds a kandu, if it still exists. */
    @CheckForNull
    synchronized Kandu find(long id) {
        return kandusWith(id).get(id);
    }

    /** Saves a new kandu, and deletes the oldest saved one if there are too many. */
    synchronized Kandu save(String title, List<Integer> assets) {
        long id = ++lastId;
        Kandu kandu = new Kandu(
                id,
                title.substring(0, Math.min(title.length(), MAX_TITLE_LENGTH)),
                List.copyOf(assets.subList(0, Math.min(assets.size(), MAX_ASSETS))),
                0,
                0);
        saved.put(id, kandu);
        if (saved.size() > MAX_SAVED) {
            saved.remove(saved.keySet().iterator().next());
        }
        return kandu;
    }

    /** Counts a play; returns false if there is no such kandu. */
    synchronized boolean play(long id) {
        return kandusWith(id).computeIfPresent(id, (key, kandu) -> kandu.played()) != null;
    }

    /** Counts a flag; returns false if there is no such kandu. */
    synchronized boolean flag(long id) {
        return kandusWith(id).computeIfPresent(id, (key, kandu) -> kandu.flagged()) != null;
    }

    private Map<Long, Kandu> kandusWith(long id) {
        return id <= PERMANENT ? permanent : saved;
    }
}
