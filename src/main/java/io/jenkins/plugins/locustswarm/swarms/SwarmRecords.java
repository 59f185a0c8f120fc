package io.jenkins.plugins.locustswarm.swarms;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.RecordStore;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The records of all swarms of this controller, {@code locust-swarm/swarms/NAME/record.json} in Jenkins' home: apart
 * from the builds, since a swarm may outlive the build that made it.
 */
@Extension
public final class SwarmRecords implements RecordStore {

    private static final Logger LOGGER = Logger.getLogger(SwarmRecords.class.getName());

    private final FileRecordStore files =
            new FileRecordStore(Jenkins.get().getRootDir().toPath().resolve("locust-swarm/swarms"));

    /** One a swarm, so that all who work on it see each other's changes. */
    private final ConcurrentMap<String, RecordKeeper> keepers = new ConcurrentHashMap<>();

    private final TeardownHistory takenDown = new TeardownHistory();

    public static SwarmRecords get() {
        return ExtensionList.lookupSingleton(SwarmRecords.class);
    }

    /**
     * The record of a swarm, for all who work on it.
     *
     * @throws BadInputException when there is no such swarm
     */
    public RecordKeeper keeper(String name) {
        return keepers.computeIfAbsent(
                name, wanted -> new RecordKeeper(this, files.load(wanted).orElseThrow(() -> gone(wanted))));
    }

    /** By whom swarms were taken down. */
    TeardownHistory takenDown() {
        return takenDown;
    }

    /** For work on a swarm that is not there any more: says who took it down, where that is known. */
    public BadInputException gone(String name) {
        String what = takenDown
                .of(name)
                .map(cause -> "Swarm " + name + " was taken down " + cause + ".")
                .orElse("There is no swarm " + name + " any more: it was taken down.");
        return new BadInputException(what + " Bring up another one.");
    }

    /** The private folder of a swarm; made when it is first needed. */
    public Path folderOf(String name) {
        return files.folderOf(name);
    }

    /** Begins a record. */
    public void add(SwarmRecord record) {
        files.save(record);
    }

    /** Saves a record that there is: who still works on a swarm that was taken down does not bring it back. */
    @Override
    public void save(SwarmRecord record) {
        if (!keepers.containsKey(record.name())) {
            throw gone(record.name());
        }
        files.save(record);
    }

    @Override
    public Optional<SwarmRecord> load(String name) {
        return files.load(name);
    }

    @Override
    public List<String> names() {
        return files.names();
    }

    /** All records that can be read, whatever is wrong with others; the system log names those. */
    public List<SwarmRecord> all() {
        List<SwarmRecord> all = new ArrayList<>();
        for (String name : names()) {
            try {
                load(name).ifPresent(all::add);
            } catch (RuntimeException | Error e) {
                LOGGER.log(Level.WARNING, e, () -> "The record of swarm " + name + " is left out: " + e.getMessage());
            }
        }
        return all;
    }

    @Override
    public void delete(String name) {
        keepers.remove(name);
        files.delete(name);
    }
}
