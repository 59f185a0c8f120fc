package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.cli.config.SimilarNames;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.terminal.ProgressDisplay;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmName;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import io.jenkins.plugins.locustswarm.engine.text.CostText;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The swarms of a home, as a command with this configuration sees them. */
public final class SwarmSessions {

    /** What a swarm is called when nobody said. */
    private static final String DEFAULT_NAME = "default";

    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Caller caller;
    private final Config config;
    private final Path configFile;
    private final String named;
    private final FileRecordStore records;
    private final BiFunction<FolderSnapshot, SwarmRecord, MachineProvider> providers;

    /**
     * @param configFile null when there is none
     * @param named the name that was given to the command; null when none was
     */
    public SwarmSessions(Caller caller, Config config, Path configFile, String named) {
        this(caller, config, configFile, named, new Providers(caller, config)::provider);
    }

    /** @param providers makes the provider of a swarm, with the bootstrap directory and the record; either may be null */
    SwarmSessions(
            Caller caller,
            Config config,
            Path configFile,
            String named,
            BiFunction<FolderSnapshot, SwarmRecord, MachineProvider> providers) {
        this.providers = providers;
        this.caller = caller;
        this.config = config;
        this.configFile = configFile;
        config.provider(); // one that cannot be is said before anything is made
        this.named = named == null ? null : SwarmName.checked(named);
        this.records = caller.home().records();
    }

    /** The name that was given, else that of the configuration, else the usual one. */
    public String name() {
        return named != null
                ? named
                : config.text(ConfigKey.NAME).map(SwarmName::checked).orElse(DEFAULT_NAME);
    }

    /** The name that was given, else one that no other swarm has. */
    public String newName(String kind) {
        if (named != null) {
            return named;
        }
        StringBuilder name = new StringBuilder(kind).append('-');
        new SecureRandom().ints(6, 0, LETTERS.length()).forEach(letter -> name.append(LETTERS.charAt(letter)));
        return name.toString();
    }

    /**
     * The name that was given or configured; else the usual one, when there is such a swarm; else that of the only
     * swarm for which this holds.
     *
     * @throws BadInputException when several could be meant
     */
    public String nameOfOne(String what, Predicate<SwarmRecord> suitable) {
        if (named != null
                || config.text(ConfigKey.NAME).isPresent()
                || records.load(DEFAULT_NAME).isPresent()) {
            return name();
        }
        List<String> found = records.names().stream()
                .filter(name -> records.load(name).filter(suitable).isPresent())
                .toList();
        if (found.size() > 1) {
            throw new BadInputException(
                    "Several swarms " + what + ": " + String.join(", ", found) + ". Name one with --swarm.");
        }
        return found.isEmpty() ? DEFAULT_NAME : found.get(0);
    }

    /** Keeps other commands from changing the swarm. */
    CommandLock lock(String name) {
        return caller.home().lock(name, caller.typed());
    }

    /** Whether there is a record of a swarm of that name. */
    public boolean exists(String name) {
        return records.load(name).isPresent();
    }

    /**
     * What is known of the swarm of that name.
     *
     * @throws BadInputException when there is none
     */
    public SwarmRecord record(String name) {
        return records.load(name).orElseThrow(() -> none(name));
    }

    /** The swarm of that name, planned when there is none. */
    SwarmSession toBringUp(String name, FolderSnapshot bootstrap, Duration lease) {
        SwarmRecord known = records.load(name).orElse(null);
        MachineProvider provider = providers.apply(bootstrap, known);
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
     * The swarm of that name.
     *
     * @throws BadInputException when there is none
     */
    SwarmSession existing(String name) {
        return existing(name, ProgressDisplay.on(caller.terminal()));
    }

    /** The same, with its progress told to somebody else. */
    SwarmSession existing(String name, ProgressDisplay progress) {
        SwarmRecord record = record(name);
        return open(record, providers.apply(null, record), progress);
    }

    private SwarmSession open(SwarmRecord record, MachineProvider provider, ProgressDisplay progress) {
        try {
            return new SwarmSession(new RecordKeeper(records, record), provider, progress);
        } catch (RuntimeException e) {
            provider.close();
            throw e;
        }
    }

    /** The sentence for a name that no swarm has. */
    public BadInputException none(String name) {
        List<String> names = records.names();
        String others = names.isEmpty()
                ? " There is none at all: bring one up with locust-swarm up all."
                : SimilarNames.to(name, names)
                        .map(near -> " Did you mean " + near + "?")
                        .orElse(" There are: " + String.join(", ", names) + ".");
        return new BadInputException("There is no swarm " + name + "." + others);
    }

    /** Says what a swarm of which nothing is left has cost, and forgets it. */
    void forget(SwarmSession open) {
        SwarmRecord gone = open.swarm().record();
        open.provider()
                .cost(gone, Instant.now())
                .ifPresent(cost -> caller.terminal().say("Cost: " + CostText.of(cost) + "."));
        records.delete(gone.name());
    }

    /** A further command on that swarm, as the user would have to type it. */
    public String further(String words, String name) {
        return "locust-swarm " + words + " --swarm " + name
                + (configFile == null ? "" : " -c " + Quote.word(configFile.toString()));
    }
}
