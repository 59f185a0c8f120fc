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
    private SwarmRecord newest;

    /** @param record first record, saved or not */
    public RecordKeeper(RecordStore store, SwarmRecord record) {
        this.store = store;
        this.newest = record;
    }

    public synchronized SwarmRecord get() {
        return newest;
    }

    /**
     * Changes the record, saves it, and returns it.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if the record cannot be saved; it then stays as
     *     it was
     */
    public synchronized SwarmRecord update(UnaryOperator<SwarmRecord> change) {
        newest = store.update(newest, change);
        return newest;
    }

    /**
     * Changes the record as {@link #update} does, also if it cannot be saved. The change is then visible, and the next one
     * saves both.
     *
     * @return why the record could not be saved; empty if it was
     */
    public synchronized Optional<BringUpException> updateAnyway(UnaryOperator<SwarmRecord> change) {
        try {
            update(change);
            return Optional.empty();
        } catch (BringUpException e) {
            newest = change.apply(newest);
            return Optional.of(e);
        }
    }
}
