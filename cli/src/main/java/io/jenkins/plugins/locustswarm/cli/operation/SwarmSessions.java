package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.cli.config.SimilarNames;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.terminal.ProgressDisplay;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.RecordStore;
import io.jenkins.plugins.locustswarm.engine.record.SwarmName;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.text.CostText;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Opens the swarms of a home for a command. */
public final class SwarmSessions {

    private static final String DEFAULT_NAME = "default";
    private static final String NAME_CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Caller caller;
    private final Config config;

    @CheckForNull
    private final String givenName;

    private final FileRecordStore records;
    private final ProviderFactory providers;

    /** Creates the provider of a swarm; see {@link Providers#provider}. */
    interface ProviderFactory {

        MachineProvider create(@CheckForNull FolderSnapshot bootstrap, @CheckForNull SwarmRecord swarm);
    }

    /**
     * @param givenName name of the swarm on the command line
     * @throws BadInputException if the name or the provider in the configuration is not valid
     */
    public SwarmSessions(Caller caller, Config config, @CheckForNull String givenName) {
        this(caller, config, givenName, new Providers(caller, config)::provider);
    }

    SwarmSessions(Caller caller, Config config, @CheckForNull String givenName, ProviderFactory providers) {
        this.caller = caller;
        this.config = config;
        this.givenName = givenName == null ? null : SwarmName.checked(givenName);
        this.records = caller.home().records();
        this.providers = providers;
        config.provider(); // refuses an unknown one before anything is made
    }

    /** Returns the name on the command line, else that in the configuration, else {@code default}. */
    public String name() {
        return givenName != null
                ? givenName
                : config.text(ConfigKey.NAME).map(SwarmName::checked).orElse(DEFAULT_NAME);
    }

    /** Whether the caller named no swarm, and there are swarms of other names, such as that of a test that was killed. */
    boolean mayMeanAnotherSwarm() {
        return !isNamed() && !records.names().isEmpty();
    }

    private boolean isNamed() {
        return givenName != null || config.text(ConfigKey.NAME).isPresent();
    }

    /** Returns the name on the command line, else a random one that starts with this prefix. */
    public String newName(String prefix) {
        if (givenName != null) {
            return givenName;
        }
        StringBuilder name = new StringBuilder(prefix).append('-');
        new SecureRandom()
                .ints(6, 0, NAME_CHARACTERS.length())
                .forEach(index -> name.append(NAME_CHARACTERS.charAt(index)));
        return name.toString();
    }

    /**
     * Returns the name on the command line or in the configuration; else {@code default}, if that swarm exists; else the
     * name of the only suitable swarm.
     *
     * @param suitability the end of the message "Several swarms ..."
     * @throws BadInputException if several swarms are suitable
     */
    public String resolveName(String suitability, Predicate<SwarmRecord> isSuitable) {
        if (isNamed() || records.load(DEFAULT_NAME).isPresent()) {
            return name();
        }
        List<String> found = records.names().stream()
                .filter(name -> records.load(name).filter(isSuitable).isPresent())
                .toList();
        if (found.size() > 1) {
            throw new BadInputException(
                    "Several swarms " + suitability + ": " + String.join(", ", found) + ". Name one with --swarm.");
        }
        return found.isEmpty() ? DEFAULT_NAME : found.get(0);
    }

    /**
     * Locks a swarm against changes by other commands.
     *
     * @throws io.jenkins.plugins.locustswarm.cli.home.InUseException if another command holds the lock
     */
    CommandLock lock(String name) {
        return caller.home().lock(name, caller.label());
    }

    /** Returns whether a swarm of this name has a record. */
    public boolean exists(String name) {
        return records.load(name).isPresent();
    }

    /** @throws BadInputException if there is no swarm of this name */
    public SwarmRecord record(String name) {
        return records.load(name).orElseThrow(() -> noSuchSwarm(name));
    }

    /** Opens a swarm to bring it up; plans a new one if there is no swarm of this name. */
    SwarmSession openOrPlan(String name, FolderSnapshot bootstrap, Duration lease) {
        SwarmRecord known = records.load(name).orElse(null);
        MachineProvider provider = providers.create(bootstrap, known);
        SwarmRecord record = known == null ? planned(name, provider, lease) : known;
        return open(record, provider, ProgressDisplay.on(caller.terminal()));
    }

    private SwarmRecord planned(String name, MachineProvider provider, Duration lease) {
        Instant now = Instant.now();
        return SwarmRecord.planned(
                name,
                caller.home().owner(),
                caller.home().controllerId(),
                provider.name(),
                config.pairs(ConfigKey.TAGS),
                now,
                now.plus(lease));
    }

    /**
     * Opens a swarm and shows its progress on the terminal.
     *
     * @throws BadInputException if there is no swarm of this name
     */
    SwarmSession open(String name) {
        return open(name, ProgressDisplay.on(caller.terminal()));
    }

    /** @throws BadInputException if there is no swarm of this name */
    SwarmSession open(String name, ProgressDisplay progress) {
        SwarmRecord record = record(name);
        return open(record, providers.create(null, record), progress);
    }

    /**
     * Opens a swarm for a command that does not hold its lock, and takes the lock for each change of the record.
     *
     * @throws BadInputException if there is no swarm of this name
     */
    SwarmSession openShared(String name) {
        SwarmRecord record = record(name);
        RecordStore shared = new SharedRecords(records, () -> lock(name));
        return open(shared, record, providers.create(null, record), ProgressDisplay.on(caller.terminal()));
    }

    private SwarmSession open(SwarmRecord record, MachineProvider provider, ProgressDisplay progress) {
        return open(records, record, provider, progress);
    }

    private static SwarmSession open(
            RecordStore store, SwarmRecord record, MachineProvider provider, ProgressDisplay progress) {
        try {
            return new SwarmSession(new RecordKeeper(store, record), provider, progress);
        } catch (RuntimeException e) {
            provider.close();
            throw e;
        }
    }

    private BadInputException noSuchSwarm(String name) {
        return noSuchSwarm(name, swarm -> "--swarm " + swarm);
    }

    /**
     * Returns the exception for a name that no swarm has.
     *
     * @param command subcommand and arguments, with which the user can name another swarm
     */
    BadInputException noSuchSwarm(String name, String command) {
        return noSuchSwarm(name, swarm -> followUp(command, swarm));
    }

    private BadInputException noSuchSwarm(String name, UnaryOperator<String> naming) {
        List<String> names = records.names();
        Optional<String> similar = SimilarNames.closest(name, names);
        String hint;
        if (names.isEmpty()) {
            hint = "There are no swarms at all: bring one up with locust-swarm up all.";
        } else if (similar.isPresent()) {
            hint = "Did you mean " + similar.get() + "? Name it with: " + naming.apply(similar.get());
        } else if (names.size() == 1) {
            hint = "The only swarm is " + names.get(0) + ". Name it with: " + naming.apply(names.get(0));
        } else {
            hint = "The swarms are " + String.join(", ", names) + ". Name one with: " + naming.apply("NAME");
        }
        return new BadInputException("There is no swarm " + name + ". " + hint);
    }

    /** Prints the cost of a swarm that has no machines left, and deletes its record. */
    void forget(SwarmSession session) {
        SwarmRecord record = session.swarm().record();
        session.provider()
                .cost(record, Instant.now())
                .ifPresent(cost -> caller.terminal().say("Cost: " + CostText.of(cost) + "."));
        records.delete(record.name());
    }

    /**
     * Returns the command line of another command on a swarm, to be shown to the user.
     *
     * @param command subcommand and arguments, quoted for a shell
     */
    public String followUp(String command, String name) {
        return "locust-swarm " + command + " --swarm " + name + config.asOption();
    }
}
