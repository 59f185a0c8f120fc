package io.jenkins.plugins.locustswarm.swarms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.XmlFile;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmContext;
import io.jenkins.plugins.locustswarm.config.SwarmMachines;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.config.secret.ParsedKeys;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Plans swarms for builds, and opens them for operations. Each swarm keeps a copy of its profile's machines from the time
 * of planning, so that it can be taken down after the profile was changed or deleted.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class Swarms {

    private static final String MACHINES = "machines.xml";

    /** The ids of the credentials whose use by the build is already tracked, by swarm. */
    private final Map<String, Set<String>> trackedCredentials = new ConcurrentHashMap<>();

    /** The private keys that are already parsed, by swarm. */
    private final Map<String, ParsedKeys> parsedKeys = new ConcurrentHashMap<>();

    /** The names of swarms without a build that work is being done on. */
    private final Set<String> inUse = ConcurrentHashMap.newKeySet();

    public static Swarms get() {
        return ExtensionList.lookupSingleton(Swarms.class);
    }

    /** Returns a unique name for a new swarm of that build; saves nothing. */
    public String nameFor(Run<?, ?> run) {
        return SwarmNames.forRun(run);
    }

    /**
     * Saves the record of a new swarm for a build; creates no machines. Repeating it returns the existing record, and
     * fails after the swarm was taken down.
     *
     * @param name from {@link #nameFor}
     * @param workspace the workspace of the build; absent outside of a node
     * @param profileName from the user
     * @param testName the name of the load test that needs the swarm
     * @param tags the user's tags, for machines that support them
     * @param expectedUse the expected time of use; the configured lease margin is added
     * @throws BadInputException if the job may not use the profile, if the profile cannot be used here, or if the swarm
     *     was already taken down
     */
    public SwarmRecord plan(
            String name,
            Run<?, ?> run,
            @CheckForNull FilePath workspace,
            String profileName,
            String testName,
            Map<String, String> tags,
            Duration expectedUse) {
        SwarmRecords records = SwarmRecords.get();
        Optional<SwarmRecord> planned = records.load(name);
        if (planned.isPresent()) {
            return planned.get();
        }
        if (records.teardowns().of(name).isPresent()) {
            throw records.gone(name);
        }
        LocustSwarmConfiguration configuration = LocustSwarmConfiguration.get();
        SwarmProfile profile = configuration.profile(profileName, run.getParent());
        SwarmMachines machines = profile.getMachines();
        if (machines == null) {
            throw new BadInputException(
                    "The swarm profile " + profileName + " has no machines: choose their kind in the profile.");
        }
        SwarmRecord empty = withoutMachines(name, run.getExternalizableId(), machines, tags, expectedUse);
        SwarmRecord record = SwarmOwner.added(machines.planned(empty, workspace), run, testName, profile.getName());
        save(record, machines);
        return record;
    }

    private static SwarmRecord withoutMachines(
            String name, String owner, SwarmMachines machines, Map<String, String> tags, Duration expectedUse) {
        LocustSwarmConfiguration configuration = LocustSwarmConfiguration.get();
        Instant now = Instant.now();
        Instant leaseEnds = now.plus(machines.maxBootTime()).plus(expectedUse).plus(configuration.leaseMargin());
        return SwarmRecord.planned(
                name, owner, configuration.controllerId(), machines.providerName(), tags, now, leaseEnds);
    }

    /**
     * Saves the record of a new swarm for making an image; creates no machines. The swarm belongs to no build, so that
     * the reaper takes it down after it was {@link #release released}, or after a restart of Jenkins.
     *
     * @param machines the machines of the profile, as an image needs them
     * @param expectedUse the expected time of use; the configured lease margin is added
     */
    public SwarmRecord planForImage(String profileName, SwarmMachines machines, Duration expectedUse) {
        String owner = "image for the profile " + profileName;
        SwarmRecord empty = withoutMachines(SwarmNames.forImage(), owner, machines, Map.of(), expectedUse);
        SwarmRecord record = SwarmOwner.forImage(empty, profileName);
        inUse.add(record.name());
        try {
            save(record, machines);
        } catch (RuntimeException | Error e) {
            release(record.name());
            throw e;
        }
        return record;
    }

    /** Gives a swarm without a build back. The reaper takes it down, if it still exists. */
    public void release(String swarmName) {
        inUse.remove(swarmName);
    }

    boolean isInUse(String swarmName) {
        return inUse.contains(swarmName);
    }

    private static void save(SwarmRecord record, SwarmMachines machines) {
        SwarmRecords records = SwarmRecords.get();
        try {
            machinesOf(record.name()).write(machines);
        } catch (IOException e) {
            throw new BringUpException(
                    "The settings of the machines of swarm " + record.name() + " could not be saved in "
                            + records.folderOf(record.name()) + ": " + FileErrorText.withFile(e)
                            + ". Check the free disk space.",
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
     * Opens a swarm for an operation. Must be called and used in a thread of {@link SwarmPool}; the caller closes it.
     *
     * @param bootstrap the bootstrap directory; absent unless machines are to be brought up
     * @throws BadInputException if there is no such swarm, or its credentials cannot be used
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException if the machines cannot be reached now
     */
    public OpenSwarm open(String swarmName, @CheckForNull FolderSnapshot bootstrap, Progress progress) {
        RecordKeeper keeper = SwarmRecords.get().keeper(swarmName);
        return new OpenSwarm(keeper, provider(keeper.get(), bootstrap), progress);
    }

    private MachineProvider provider(SwarmRecord record, @CheckForNull FolderSnapshot bootstrap) {
        Set<String> tracked = trackedCredentials.computeIfAbsent(record.name(), name -> ConcurrentHashMap.newKeySet());
        return machines(record.name())
                .provider(new SwarmContext(
                        record,
                        SwarmRecords.get().folderOf(record.name()),
                        SwarmOwner.of(record).credentials(tracked),
                        parsedKeys.computeIfAbsent(record.name(), name -> new ParsedKeys()),
                        bootstrap));
    }

    private static SwarmMachines machines(String name) {
        XmlFile file = machinesOf(name);
        try {
            return (SwarmMachines) file.read();
        } catch (IOException e) {
            throw new BadInputException(
                    "The settings of the machines of swarm " + name + " cannot be read from " + file + ": "
                            + FileErrorText.of(e) + ".",
                    e);
        }
    }

    /** Drops what is kept in memory for a swarm that is down. */
    void forget(String swarmName) {
        trackedCredentials.remove(swarmName);
        parsedKeys.remove(swarmName);
    }

    /**
     * Explains why the build has no such swarm, as the beginning of a sentence.
     *
     * @param swarmName any swarm if absent
     */
    public String whyNone(Run<?, ?> run, @CheckForNull String swarmName) {
        TeardownHistory teardowns = SwarmRecords.get().teardowns();
        String id = run.getExternalizableId();
        if (swarmName == null) {
            return "The build has no swarm that is up"
                    + teardowns
                            .lastOf(id)
                            .map(last -> " (" + teardowns.sentence(last) + ")")
                            .orElse("");
        }
        return teardowns.isOf(swarmName, id)
                ? teardowns.sentence(swarmName)
                : "The build has no swarm " + swarmName + " that is up";
    }

    /** Returns the cost of a swarm so far; empty if its machines cost nothing. */
    public Optional<Cost> cost(SwarmRecord record) {
        return machines(record.name()).cost(record);
    }

    /** Returns the swarms of a build that are not down. */
    public List<SwarmRecord> of(Run<?, ?> run) {
        return SwarmRecords.get().all().stream()
                .filter(record -> SwarmOwner.of(record).is(run))
                .toList();
    }
}
