package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.Ec2Config;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.cli.terminal.ProgressDisplay;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Takes down what nobody wants any more. */
public final class ReapOperation {

    private final Caller caller;
    private final Path configFile;
    private final Config config;

    /** @param configFile null when there is none */
    public ReapOperation(Caller caller, Path configFile) {
        this.caller = caller;
        this.configFile = configFile;
        this.config = Config.of(configFile == null ? null : caller.folder().resolve(configFile));
    }

    /** Goes through all swarms; one that cannot be taken down does not keep the others. */
    public int reap(boolean dryRun) throws InterruptedException {
        int worst = ExitCode.FINE;
        FileRecordStore records = caller.home().records();
        for (String name : records.names()) {
            int code;
            try {
                code = records.load(name).map(record -> reap(record, dryRun)).orElse(ExitCode.FINE);
            } catch (RuntimeException | Error e) {
                code = FailureMessage.of(e).say(caller.terminal(), caller.environment());
            }
            worst = Math.max(worst, code);
        }
        return config.provider() == ProviderName.EC2 ? Math.max(worst, reapFound(dryRun)) : worst;
    }

    /** The records of this home that can be read; the others have been named already. */
    private List<SwarmRecord> readable() {
        FileRecordStore records = caller.home().records();
        List<SwarmRecord> readable = new ArrayList<>();
        for (String name : records.names()) {
            try {
                records.load(name).ifPresent(readable::add);
            } catch (BadInputException e) {
                // its swarm goes by its tags
            }
        }
        return readable;
    }

    /** What EC2 still has of ours although no record here tells of it. */
    private int reapFound(boolean dryRun) throws InterruptedException {
        Ec2Config ec2 = new Ec2Config(config);
        Installation ours = Installation.of(List.of(caller.home().controllerId()), this::readable);
        try (Ec2Reaper reaper = new Ec2Reaper(ec2.settings(), ec2.access());
                ProgressDisplay progress = ProgressDisplay.on(caller.terminal())) {
            if (dryRun) {
                reaper.reapable(ours, Instant.now())
                        .forEach(found -> caller.terminal()
                                .print("Would remove from EC2 what is left of swarm " + found.name() + ": "
                                        + String.join(", ", found.everything()) + "."));
            } else {
                reaper.reap(ours, Instant.now(), progress);
            }
            return ExitCode.FINE;
        } catch (MachinesLeftException e) {
            int code = FailureMessage.of(e).say(caller.terminal(), caller.environment());
            caller.terminal()
                    .say("Repeat: locust-swarm reap"
                            + (configFile == null ? "" : " -c " + Quote.word(configFile.toString())));
            return code;
        }
    }

    private int reap(SwarmRecord record, boolean dryRun) {
        SwarmView view = new SwarmView(record, Instant.now(), null);
        boolean over = view.now().isAfter(record.leaseEnds());
        boolean ours = record.controllerId().equals(caller.home().controllerId());
        if (!over || !ours) {
            return ExitCode.FINE;
        }
        String what = "swarm " + record.name() + " of " + record.owner() + " (" + record.provider() + ", "
                + view.machines() + ", lease " + view.lease() + ")";
        if (dryRun) {
            caller.terminal().print("Would take down " + what + ".");
            return ExitCode.FINE;
        }
        caller.terminal().print("Taking down " + what + ".");
        return new SwarmOperation(caller, swarms(record)).down(record.name(), EnumSet.allOf(Role.class));
    }

    /** Local machines need no configuration, whatever there is for others. */
    private SwarmSessions swarms(SwarmRecord record) {
        boolean local = record.provider().equals(ProviderName.LOCAL.toString());
        return local
                ? new SwarmSessions(caller, Config.of(null), null, record.name())
                : new SwarmSessions(caller, config, configFile, record.name());
    }
}
