package io.jenkins.plugins.locustswarm.engine.record;

import java.util.function.UnaryOperator;

/** The newest record of one swarm, for all threads that work on it: every change is saved before it counts. */
public final class RecordKeeper {

    private final RecordStore store;
    private SwarmRecord newest;

    /** @param record the record to begin with, saved or not */
    public RecordKeeper(RecordStore store, SwarmRecord record) {
        this.store = store;
        this.newest = record;
    }

    public synchronized SwarmRecord get() {
        return newest;
    }

    /** Changes the record and saves it; a change that cannot be saved did not happen. */
    public synchronized SwarmRecord update(UnaryOperator<SwarmRecord> change) {
        SwarmRecord next = change.apply(newest);
        if (!next.equals(newest)) {
            store.save(next);
            newest = next;
        }
        return newest;
    }
}
