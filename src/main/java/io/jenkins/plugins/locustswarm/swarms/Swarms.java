package io.jenkins.plugins.locustswarm.swarms;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.XmlFile;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmContext;
import io.jenkins.plugins.locustswarm.config.SwarmMachines;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;

/**
 * The swarms of this controller: planned for a build, opened to be worked on, taken down. The machines of a profile are
 * kept with each swarm as they were when it was planned, so that a profile that is changed or deleted leaves nothing
 * behind.
 */
@Extension
public final class Swarms {

    private static final String MACHINES = "machines.xml";

    /** By swarm, the ids of the credentials whose use by its build is tracked already. */
    private final Map<String, Set<String>> trackedCredentials = new ConcurrentHashMap<>();

    public static Swarms get() {
        return ExtensionList.lookupSingleton(Swarms.class);
    }

    /** A name for a new swarm of that build; nothing is written down. */
    public String nameFor(Run<?, ?> run) {
        return SwarmNames.forRun(run);
    }

    /**
     * Writes down a new swarm for a build; nothing else is made. One that was written down already stays as it is, and
     * one that was taken down stays down.
     *
     * @param name from {@link #nameFor}
     * @param workspace of the build; null outside of a node
     * @param profileName as the user wrote it
     * @param testName what the swarm is for
     * @param tags the user's own, for machines that can have them
     * @param busy how long the swarm is expected to be needed; the configured margin comes on top
     * @throws BadInputException when the job may not use such a profile, or not there, or when the swarm was taken down
     *     already
     */
    public SwarmRecord plan(
            String name,
            Run<?, ?> run,
            FilePath workspace,
            String profileName,
            String testName,
            Map<String, String> tags,
            Duration busy) {
        Optional<SwarmRecord> planned = SwarmRecords.get().load(name);
        if (planned.isPresent()) {
            return planned.get();
        }
        if (SwarmRecords.get().takenDown().of(name).isPresent()) {
            throw SwarmRecords.get().gone(name);
        }
        LocustSwarmConfiguration configuration = LocustSwarmConfiguration.get();
        SwarmProfile profile = configuration.profile(profileName, run.getParent());
        SwarmMachines machines = profile.getMachines();
        if (machines == null) {
            throw new BadInputException("The swarm profile " + profileName + " says not where its machines come from.");
        }
        Instant now = Instant.now();
        SwarmRecord empty = SwarmRecord.planned(
                name,
                run.getExternalizableId(),
                configuration.controllerId(),
                machines.providerName(),
                tags,
                now,
                now.plus(machines.maxBootTime()).plus(busy).plus(configuration.leaseMargin()));
        SwarmRecord record = SwarmOwner.written(machines.planned(empty, workspace), run, testName, profile.getName());
        save(record, machines);
        return record;
    }

    private static void save(SwarmRecord record, SwarmMachines machines) {
        SwarmRecords records = SwarmRecords.get();
        try {
            machinesOf(record.name()).write(machines);
        } catch (IOException e) {
            throw new BringUpException(
                    "The machines of swarm " + record.name() + " could not be written down in "
                            + records.folderOf(record.name()) + ": " + e + ". Make room there.",
                    e);
        }
        records.add(record);
    }

    private static XmlFile machinesOf(String name) {
        return new XmlFile(
                Jenkins.XSTREAM2,
                SwarmRecords.get().folderOf(name).resolve(MACHINES).toFile());
    }

    /**
     * Opens a swarm to work on it; to be called, and the swarm to be used, in a thread of {@link SwarmPool}. The caller
     * closes it.
     *
     * @param bootstrap the files for the machines, when they are to be brought up; else null
     * @throws BadInputException when there is no such swarm, or its credentials cannot be used
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException when it cannot be reached now
     */
    public OpenSwarm open(String swarmName, FolderSnapshot bootstrap, Progress progress) {
        RecordKeeper keeper = SwarmRecords.get().keeper(swarmName);
        return new OpenSwarm(keeper, provider(keeper.get(), bootstrap), progress);
    }

    private MachineProvider provider(SwarmRecord record, FolderSnapshot bootstrap) {
        Set<String> tracked = trackedCredentials.computeIfAbsent(record.name(), name -> ConcurrentHashMap.newKeySet());
        return machines(record.name())
                .provider(new SwarmContext(
                        record,
                        SwarmRecords.get().folderOf(record.name()),
                        SwarmOwner.of(record).credentials(tracked),
                        bootstrap));
    }

    private static SwarmMachines machines(String name) {
        XmlFile file = machinesOf(name);
        try {
            return (SwarmMachines) file.read();
        } catch (IOException e) {
            throw new BadInputException(
                    "How the machines of swarm " + name + " are reached cannot be read from " + file + ": " + e + ".",
                    e);
        }
    }

    /** Drops what is kept in memory for a swarm that is down. */
    void forget(String swarmName) {
        trackedCredentials.remove(swarmName);
    }

    /** Why the build has no such swarm, as the beginning of a sentence; a null name stands for any swarm. */
    public String whyNone(Run<?, ?> run, String swarmName) {
        TeardownHistory takenDown = SwarmRecords.get().takenDown();
        String id = run.getExternalizableId();
        if (swarmName == null) {
            return "The build has no swarm that is up"
                    + takenDown
                            .lastOf(id)
                            .map(last -> " (" + takenDown.sentence(last) + ")")
                            .orElse("");
        }
        return takenDown.isOf(swarmName, id)
                ? takenDown.sentence(swarmName)
                : "The build has no swarm " + swarmName + " that is up";
    }

    /** What a swarm has cost so far, for people; empty where machines cost nothing. */
    public Optional<String> cost(SwarmRecord record) {
        return machines(record.name()).cost(record);
    }

    /** The swarms that were planned for this build and are not down. */
    public List<SwarmRecord> of(Run<?, ?> run) {
        String id = run.getExternalizableId();
        return SwarmRecords.get().all().stream()
                .filter(record -> SwarmOwner.of(record).runId().equals(id))
                .toList();
    }
}
