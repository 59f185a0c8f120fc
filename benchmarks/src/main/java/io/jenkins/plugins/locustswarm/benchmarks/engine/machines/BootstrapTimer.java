package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordStore;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Notes from the records that are saved when bootstrap.sh had succeeded on certain hosts. */
final class BootstrapTimer implements RecordStore {

    private final RecordStore store;
    private final Set<String> addresses;
    private final long start = System.nanoTime();
    private volatile double seconds;

    BootstrapTimer(RecordStore store, Collection<String> addresses) {
        this.store = store;
        this.addresses = Set.copyOf(addresses);
    }

    /** Returns the time from the creation of this object on, in seconds. */
    double seconds() {
        return seconds;
    }

    @Override
    public void save(SwarmRecord record) {
        store.save(record);
        if (seconds == 0 && record.machines().stream().filter(this::isDone).count() == addresses.size()) {
            seconds = (System.nanoTime() - start) / 1e9;
        }
    }

    private boolean isDone(MachineRecord machine) {
        return machine.bootstrapped() != null && addresses.contains(machine.address());
    }

    @Override
    public Optional<SwarmRecord> load(String name) {
        return store.load(name);
    }

    @Override
    public List<String> names() {
        return store.names();
    }

    @Override
    public void delete(String name) {
        store.delete(name);
    }
}
