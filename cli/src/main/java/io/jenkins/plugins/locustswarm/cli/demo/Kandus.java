package io.jenkins.plugins.locustswarm.cli.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kandus of the sample API: some that are always there, and the newest of those that were saved. */
final class Kandus {

    static final int ALWAYS_THERE = 100;
    static final int SAVED_AT_MOST = 10_000;
    private static final int MAX_TITLE_LENGTH = 100;
    private static final int MAX_ASSETS = 10;

    /** One kandu; its field names are the API's. */
    record Kandu(long id, String title, List<Integer> assets, long plays, long flags) {

        Kandu played() {
            return new Kandu(id, title, assets, plays + 1, flags);
        }

        Kandu flagged() {
            return new Kandu(id, title, assets, plays, flags + 1);
        }
    }

    private final Map<Long, Kandu> always = new LinkedHashMap<>();
    private final Map<Long, Kandu> saved = new LinkedHashMap<>();
    private long lastId = ALWAYS_THERE;

    Kandus() {
        for (int id = 1; id <= ALWAYS_THERE; id++) {
            always.put((long) id, new Kandu(id, "Kandu " + id, assetsOf(id), 0, 0));
        }
    }

    private static List<Integer> assetsOf(int id) {
        return List.of(id, id % ALWAYS_THERE + 1);
    }

    /** The kandus to choose from: the first twenty that are always there. */
    synchronized List<Kandu> listed() {
        return always.values().stream().limit(20).toList();
    }

    /** The kandu, or null when there is none with this id (any more). */
    synchronized Kandu find(long id) {
        return shelfOf(id).get(id);
    }

    /** A new kandu; the oldest saved one goes when there are too many. */
    synchronized Kandu save(String title, List<Integer> assets) {
        long id = ++lastId;
        Kandu kandu = new Kandu(
                id,
                title.substring(0, Math.min(title.length(), MAX_TITLE_LENGTH)),
                List.copyOf(assets.subList(0, Math.min(assets.size(), MAX_ASSETS))),
                0,
                0);
        saved.put(id, kandu);
        if (saved.size() > SAVED_AT_MOST) {
            saved.remove(saved.keySet().iterator().next());
        }
        return kandu;
    }

    /** Counts a play; false when there is no such kandu. */
    synchronized boolean play(long id) {
        return shelfOf(id).computeIfPresent(id, (key, kandu) -> kandu.played()) != null;
    }

    /** Counts a flag; false when there is no such kandu. */
    synchronized boolean flag(long id) {
        return shelfOf(id).computeIfPresent(id, (key, kandu) -> kandu.flagged()) != null;
    }

    private Map<Long, Kandu> shelfOf(long id) {
        return id <= ALWAYS_THERE ? always : saved;
    }
}
