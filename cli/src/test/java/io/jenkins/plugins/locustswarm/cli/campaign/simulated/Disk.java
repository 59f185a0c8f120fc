package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordJson;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The controller's disk: its records survive the end of a process. */
final class Disk {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private final SimulatedSchedule schedule;
    private final FaultTimes times;
    private final FileRecordStore store;

    Disk(SimulatedSchedule schedule, FaultTimes times, Path folder) {
        this.schedule = schedule;
        this.times = times;
        this.store = new FileRecordStore(folder);
    }

    Path folderOf(String swarm) {
        return store.folderOf(swarm);
    }

    void save(SwarmRecord record) {
        boolean full = schedule.has(Fault.DISK_FULL) && times.isWithin(FaultTimes.Window.DISK);
        boolean noFiles = schedule.has(Fault.NO_FILES) && times.isWithin(FaultTimes.Window.FILES);
        if (full || noFiles) {
            throw new BringUpException("The record of swarm " + record.name() + " could not be written: "
                    + (full ? "No space left on device" : "Too many open files") + ".");
        }
        store.save(record);
    }

    Optional<SwarmRecord> load(String swarm) {
        return store.load(swarm);
    }

    /** Deletes everything about a swarm. */
    void lose(String swarm) {
        store.delete(swarm);
    }

    /** Moves the controller's clock: what is in the records is then longer ago, or less long. */
    void jump(String swarm, Duration jump) {
        store.load(swarm)
                .ifPresent(record -> store.save(RecordJson.read(
                        TIME.matcher(RecordJson.write(record))
                                .replaceAll(time ->
                                        Instant.parse(time.group()).minus(jump).toString()),
                        "the record")));
    }
}
