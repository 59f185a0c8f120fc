package io.jenkins.plugins.locustswarm.engine.record;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Holds the newest record of a swarm for all threads that work on it. Every change is saved before it becomes visible,
 * except where the work must go on without the disk.
 */
public final class RecordKeeper {

    private final RecordStore store;
    private SwarmRecord saved;
    private UnaryOperator<SwarmRecord> unsaved = UnaryOperator.identity();
    private boolean hasUnsaved;

    /** The record as saved, with the changes that could not be saved. */
    private SwarmRecord newest;

    /** @param record first record, saved or not */
    public RecordKeeper(RecordStore store, SwarmRecord record) {
        this.store = store;
        this.saved = record;
        this.newest = record;
    }

    public synchronized SwarmRecord get() {
        return newest;
    }

    /** Returns whether a change by {@link #updateAnyway} still waits to be saved. */
    public synchronized boolean hasUnsaved() {
        return hasUnsaved;
    }

    /**
     * Changes the record, saves it with all changes that could not be saved before, and returns it.
     *
     * @throws BringUpException if the record cannot be saved; it then stays as it was
     */
    public synchronized SwarmRecord update(UnaryOperator<SwarmRecord> change) {
        UnaryOperator<SwarmRecord> earlier = unsaved;
        saved = store.update(saved, record -> change.apply(earlier.apply(record)));
        newest = saved;
        unsaved = UnaryOperator.identity();
        hasUnsaved = false;
        return newest;
    }

    /**
     * Changes the record as {@link #update} does, also if it cannot be saved. The change is then visible, and the next update
     * saves both.
     *
     * @return why the record could not be saved; empty if it was
     */
    public synchronized Optional<BringUpException> updateAnyway(UnaryOperator<SwarmRecord> change) {
        try {
            update(change);
            return Optional.empty();
        } catch (BringUpException e) {
            UnaryOperator<SwarmRecord> earlier = unsaved;
            unsaved = record -> change.apply(earlier.apply(record));
            hasUnsaved = true;
            newest = change.apply(newest);
            return Optional.of(e);
        }
    }
}
