package io.jenkins.plugins.locustswarm.engine.record;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Holds the newest record of a swarm for all threads that work on it. Every change is saved before it becomes visible,
 * except where the work must go on without the disk.
 */
public final class RecordKeeper {

    private final RecordStore store;
    private final List<UnaryOperator<SwarmRecord>> unsaved = new ArrayList<>();
    private SwarmRecord saved;

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
        return !unsaved.isEmpty();
    }

    /**
     * Changes the record, saves it with all changes that could not be saved before, and returns it.
     *
     * @throws BringUpException if the record cannot be saved; it then stays as it was
     */
    public synchronized SwarmRecord update(UnaryOperator<SwarmRecord> change) {
        saved = store.update(saved, record -> change.apply(withUnsaved(record)));
        newest = saved;
        unsaved.clear();
        return newest;
    }

    private SwarmRecord withUnsaved(SwarmRecord record) {
        SwarmRecord next = record;
        for (UnaryOperator<SwarmRecord> change : unsaved) {
            next = change.apply(next);
        }
        return next;
    }

    /**
     * Changes the record as {@link #update} does, also if it cannot be saved. The change is then visible, and the next update
     * saves both.
     *
     * @param change applied again by the next update if the record could not be saved, so it should not ask for the time
     * @return why the record could not be saved; empty if it was
     */
    public synchronized Optional<BringUpException> updateAnyway(UnaryOperator<SwarmRecord> change) {
        try {
            update(change);
            return Optional.empty();
        } catch (BringUpException e) {
            unsaved.add(change);
            newest = change.apply(newest);
            return Optional.of(e);
        }
    }
}
