package io.jenkins.plugins.locustswarm.engine.record;

import java.util.List;
import java.util.Optional;

/** Where records are kept: the command has them under its home, Jenkins with the build. */
public interface RecordStore {

    /**
     * Keeps the record in place of an older one of the same swarm; when this returns it survives a crash.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException when it cannot be written
     */
    void save(SwarmRecord record);

    /**
     * The record of that swarm, if there is one.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when there is something that is no
     *     record of ours
     */
    Optional<SwarmRecord> load(String name);

    /** The names of all swarms that have a record, sorted. */
    List<String> names();

    /** Forgets that swarm; nothing happens when it is not there. */
    void delete(String name);
}
