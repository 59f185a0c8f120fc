package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.RecordStore;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The records for a command that does not hold the lock of its swarm. It takes the lock for each change, which it makes to
 * the record as another command has left it. A swarm that was taken down meanwhile stays without a record.
 */
final class SharedRecords implements RecordStore {

    /** Bounded, since a command that brings machines up holds the lock for minutes. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final RecordStore records;
    private final Supplier<CommandLock> lock;

    /** @param lock locks the swarm; throws a {@link BadInputException} if another command has the lock */
    SharedRecords(RecordStore records, Supplier<CommandLock> lock) {
        this.records = records;
        this.lock = lock;
    }

    /** @throws BringUpException also if another command has the lock for longer than a few seconds */
    @Override
    public SwarmRecord update(SwarmRecord known, UnaryOperator<SwarmRecord> change) {
        try (CommandLock held = lockSoon()) {
            Optional<SwarmRecord> newest = records.load(known.name());
            return newest.isEmpty() ? known : records.update(newest.get(), change);
        }
    }

    /** An interrupt ends the wait only: to use a file's lock in an interrupted thread would fail. */
    private CommandLock lockSoon() {
        Deadline deadline = Deadline.in(PATIENCE);
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return lock.get();
                } catch (BadInputException e) {
                    if (interrupted || deadline.passed()) {
                        throw new BringUpException(e.getMessage(), e);
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                    interrupted = Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
