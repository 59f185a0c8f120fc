package io.jenkins.plugins.locustswarm.engine.record;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Stores the records of swarms: the command in its home, Jenkins in {@code JENKINS_HOME}. */
public interface RecordStore {

    /**
     * Saves a record in place of an older one of the same swarm. It is on disk when this method returns.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if it cannot be written
     */
    void save(SwarmRecord record);

    /**
     * Changes a record and saves it if that makes a difference.
     *
     * @param newest the newest record that the caller knows
     * @return the record with the change
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if it cannot be written
     */
    default SwarmRecord update(SwarmRecord newest, UnaryOperator<SwarmRecord> change) {
        SwarmRecord next = change.apply(newest);
        if (!next.equals(newest)) {
            save(next);
        }
        return next;
    }

    /**
     * Returns the record of a swarm, if there is one.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if it cannot be read
     */
    Optional<SwarmRecord> load(String name);

    /** Returns the names of all swarms that have a record, sorted. */
    List<String> names();

    /** Deletes the record of a swarm, if there is one. */
    void delete(String name);
}
