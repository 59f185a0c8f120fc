package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.RecordStore;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The records for a command that does not hold the lock of its swarm. It takes the lock for each change, which it makes to
 * the record as another command has left it. A swarm that was taken down meanwhile stays without a record.
 */
final class SharedRecords implements RecordStore {

    /** Bounded, since a command that brings machines up holds the lock for minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RecordStore records;
    private final LockWait lock;

    /** @param lock locks the swarm, as in {@link LockWait} */
    SharedRecords(RecordStore records, Supplier<CommandLock> lock) {
        this.records = records;
        this.lock = new LockWait(lock, PATIENCE);
    }

    /** @throws BringUpException also if another command has the lock for longer than a few seconds */
    @Override
    public SwarmRecord update(SwarmRecord known, UnaryOperator<SwarmRecord> change) {
        try (CommandLock held = lockSoon()) {
            Optional<SwarmRecord> newest = records.load(known.name());
            return newest.isEmpty() ? known : records.update(newest.get(), change);
        }
    }

    private CommandLock lockSoon() {
        try {
            return lock.take(() -> true, refusal -> {});
        } catch (BadInputException e) {
            throw new BringUpException(e.getMessage(), e);
        }
    }

    @Override
    public void save(SwarmRecord record) {
        update(record, known -> record);
    }

    @Override
    public Optional<SwarmRecord> load(String name) {
        return records.load(name);
    }

    @Override
    public List<String> names() {
        return records.names();
    }

    @Override
    public void delete(String name) {
        records.delete(name);
    }
}
