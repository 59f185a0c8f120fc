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
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The records of all swarms of this controller, in {@code locust-swarm/swarms/NAME/record.json} in the Jenkins home. They
 * are separate from the builds, since a swarm may outlive its build.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class SwarmRecords implements RecordStore {

    private static final Logger LOGGER = Logger.getLogger(SwarmRecords.class.getName());

    private final FileRecordStore files =
            new FileRecordStore(Jenkins.get().getRootDir().toPath().resolve("locust-swarm/swarms"));

    /** One keeper per swarm, so that all threads see each other's changes. */
    private final ConcurrentMap<String, RecordKeeper> keepers = new ConcurrentHashMap<>();

    private final TeardownHistory teardowns = new TeardownHistory();
    private final BackgroundLog backgroundLog = new BackgroundLog();

    public static SwarmRecords get() {
        return ExtensionList.lookupSingleton(SwarmRecords.class);
    }

    /**
     * Returns the keeper of a record, which all threads share.
     *
     * @throws BadInputException if there is no such swarm
     */
    public RecordKeeper keeper(String name) {
        return keepers.computeIfAbsent(
                name, swarm -> new RecordKeeper(this, files.load(swarm).orElseThrow(() -> gone(swarm))));
    }

    /** Returns the causes of recent teardowns. */
    TeardownHistory teardowns() {
        return teardowns;
    }

    BackgroundLog backgroundLog() {
        return backgroundLog;
    }

    /** Returns the exception for an operation on a swarm that was taken down; its message names the cause if known. */
    public BadInputException gone(String name) {
        String reason = teardowns
                .of(name)
                .map(cause -> "Swarm " + name + " was taken down " + cause + ".")
                .orElse("Swarm " + name + " does not exist any more: it was taken down.");
        return new BadInputException(reason + " Bring up another one.");
    }

    /** Returns the private folder of a swarm; creates it if it does not exist. */
    public Path folderOf(String name) {
        return files.folderOf(name);
    }

    /** Saves the first version of a record. */
    public void add(SwarmRecord record) {
        files.save(record);
    }

    /** Saves an existing record. Fails for a swarm that was taken down, so that late work does not restore its record. */
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

    /** Returns all records that can be read; the system log names the others. */
    public List<SwarmRecord> all() {
        List<SwarmRecord> all = new ArrayList<>();
        for (String name : names()) {
            try {
                load(name).ifPresent(all::add);
            } catch (RuntimeException | Error e) {
                LOGGER.log(Level.WARNING, e, () -> "The record of swarm " + name + " is skipped: " + e.getMessage());
            }
        }
        return all;
    }

    /**
     * Changes a resource of some swarms.
     *
     * @param newValue returns the value for a swarm; empty if it stays as it is
     */
    public void changeResource(String resource, Function<SwarmRecord, Optional<String>> newValue) {
        for (SwarmRecord record : all()) {
            newValue.apply(record).ifPresent(value -> changeResource(record.name(), resource, value));
        }
    }

    private void changeResource(String swarm, String resource, String value) {
        try {
            keeper(swarm).update(known -> known.withResource(resource, value));
        } catch (RuntimeException | Error e) {
            // may have been taken down meanwhile; continue with the other swarms
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The resource " + resource + " of swarm " + swarm + " could not be changed to " + value);
        }
    }

    @Override
    public void delete(String name) {
        keepers.compute(name, (same, keeper) -> { // else a reader would keep what is being deleted
            files.delete(name);
            return null;
        });
    }
}
