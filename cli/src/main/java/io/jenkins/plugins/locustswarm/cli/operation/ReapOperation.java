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
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes down swarms whose lease has expired; with EC2, also removes lost swarms and old images. */
public final class ReapOperation {

    private final Caller caller;
    private final Config config;

    public ReapOperation(Caller caller, Config config) {
        this.caller = caller;
        this.config = config;
    }

    /** Reaps all swarms, also when some cannot be taken down; returns the worst exit code. */
    public int reap(boolean dryRun) {
        int worst = ExitCode.OK;
        FileRecordStore records = caller.home().records();
        for (String name : records.names()) {
            int code = report(
                    () -> records.load(name).map(record -> reap(record, dryRun)).orElse(ExitCode.OK));
            worst = ExitCode.worse(worst, code);
        }
        if (config.provider() != ProviderName.EC2) {
            return worst;
        }
        worst = ExitCode.worse(worst, report(() -> reapDiscovered(dryRun)));
        return ExitCode.worse(worst, report(() -> new ImageReaping(caller, config).reap(dryRun)));
    }

    private interface Part {
        int reap() throws InterruptedException;
    }

    /** Reports a failure of one part, so that the others are reaped all the same, and machines that may be left count. */
    private int report(Part part) {
        if (caller.interrupts().requested()) {
            return ExitCode.INTERRUPTED;
        }
        try {
            return part.reap();
        } catch (InterruptedException | RuntimeException | Error e) {
            return FailureMessage.of(e).print(caller.terminal(), caller.environment());
        }
    }

    private List<SwarmRecord> readableRecords() {
        FileRecordStore records = caller.home().records();
        List<SwarmRecord> readable = new ArrayList<>();
        for (String name : records.names()) {
            try {
                records.load(name).ifPresent(readable::add);
            } catch (BadInputException e) {
                // reported already by reap; the tags of its swarm decide
            }
        }
        return readable;
    }

    /** Removes what EC2 has of this home's swarms without a record here. */
    private int reapDiscovered(boolean dryRun) throws InterruptedException {
        Ec2Config ec2 = new Ec2Config(config);
        Installation home = Installation.of(List.of(caller.home().controllerId()), this::readableRecords);
        try (Ec2Reaper reaper = new Ec2Reaper(ec2.settings(), ec2.access());
                ProgressDisplay progress = ProgressDisplay.on(caller.terminal())) {
            if (dryRun) {
                reaper.reapable(home, Instant.now())
                        .forEach(found -> caller.terminal()
                                .print("Would remove the remains of swarm " + found.name() + " from EC2: "
                                        + String.join(", ", found.everything()) + "."));
            } else {
                reaper.reap(home, Instant.now(), progress);
            }
            return ExitCode.OK;
        } catch (MachinesLeftException e) {
            int code = FailureMessage.of(e).print(caller.terminal(), caller.environment());
            caller.terminal().say("Repeat: locust-swarm reap" + config.asOption());
            return code;
        }
    }

    private int reap(SwarmRecord record, boolean dryRun) {
        SwarmView view = new SwarmView(record, Instant.now(), null);
        boolean leaseEnded = view.now().isAfter(record.leaseEnds());
        boolean isOfThisHome = record.controllerId().equals(caller.home().controllerId());
        if (!leaseEnded || !isOfThisHome) {
            return ExitCode.OK;
        }
        String swarm = "swarm " + record.name() + " of " + record.owner() + " (" + record.provider() + ", "
                + view.machines() + ", lease " + view.lease() + ")";
        if (dryRun) {
            caller.terminal().print("Would take down " + swarm + ".");
            return ExitCode.OK;
        }
        caller.terminal().print("Taking down " + swarm + ".");
        return new MachineOperation(caller, sessions(record)).downIfLeaseEnded(record.name());
    }

    /** Local swarms are taken down without the configuration, which may be that of another provider. */
    private SwarmSessions sessions(SwarmRecord record) {
        boolean local = record.provider().equals(ProviderName.LOCAL.toString());
        return new SwarmSessions(caller, local ? Config.none() : config, record.name());
    }
}
