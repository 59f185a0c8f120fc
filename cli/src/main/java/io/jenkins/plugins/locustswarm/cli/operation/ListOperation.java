package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.Ec2Config;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.DiscoveredSwarm;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.Ec2Cost;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.text.CostText;
import io.jenkins.plugins.locustswarm.engine.text.RunLine;
import io.jenkins.plugins.locustswarm.engine.text.Table;
import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows the swarms that have a record here and, where the configuration is for EC2, those that are found there. */
public final class ListOperation {

    private final Caller caller;
    private final Config config;
    private final boolean json;
    private final Instant now = Instant.now();
    private final List<Map<String, Object>> fields = new ArrayList<>();
    private final Table table = new Table(
            Column.names("Swarm"),
            Column.words("Age"),
            Column.names("Owner"),
            Column.words("Provider"),
            Column.words("Phase"),
            Column.words("Machines"),
            Column.names("Run"),
            Column.text("Cost"),
            Column.words("Lease"));

    public ListOperation(Caller caller, Config config, boolean json) {
        this.caller = caller;
        this.config = config;
        this.json = json;
    }

    public int list() throws InterruptedException {
        int code = ExitCode.FINE;
        FileRecordStore records = caller.home().records();
        List<String> names = records.names();
        for (String name : names) {
            try {
                records.load(name).ifPresent(record -> add(new SwarmView(record, now, null)));
            } catch (BadInputException e) { // of this one; the others are shown all the same
                code = FailureMessage.of(e).say(caller.terminal(), caller.environment());
            }
        }
        if (config.provider() == ProviderName.EC2) {
            addFound(names);
        }
        if (json) {
            caller.terminal().print(SwarmView.json(fields));
        } else if (fields.isEmpty()) {
            caller.terminal().say("There is no swarm.");
        } else {
            caller.terminal().print(table.render(caller.terminal().width()));
        }
        return code;
    }

    private void add(SwarmView view) {
        Optional<Cost> cost = cost(view.record());
        Map<String, Object> known = view.fields();
        cost.ifPresent(money -> put(known, money));
        fields.add(known);
        table.row(
                view.record().name(),
                view.age(),
                view.record().owner(),
                view.record().provider(),
                view.phase(),
                view.machines(),
                view.run(),
                cost.map(CostText::of).orElse("-"),
                view.lease());
    }

    /** What a swarm on EC2 cost until now; empty for others, and without a configuration for EC2. */
    private Optional<Cost> cost(SwarmRecord swarm) {
        if (config.provider() != ProviderName.EC2 || !swarm.provider().equals(ProviderName.EC2.toString())) {
            return Optional.empty();
        }
        return Optional.of(Ec2Cost.of(swarm, new Ec2Config(config).settings().forSwarm(swarm), now));
    }

    private static void put(Map<String, Object> known, Cost cost) {
        known.put("machineHours", cost.machineHours());
        known.put("usDollars", cost.estimate());
    }

    private void addFound(List<String> names) throws InterruptedException {
        Ec2Config ec2 = new Ec2Config(config);
        String ours = caller.home().controllerId();
        try (Ec2Reaper reaper = new Ec2Reaper(ec2.settings(), ec2.access())) {
            for (DiscoveredSwarm found : reaper.list(now)) {
                if (!found.controllerId().equals(ours) || !names.contains(found.name())) {
                    add(found);
                }
            }
        }
    }

    /** A swarm without a record here: another one's, or one whose record was lost. */
    private void add(DiscoveredSwarm found) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("name", found.name());
        known.put("owner", found.owner());
        known.put("provider", ProviderName.EC2.toString());
        known.put(
                "launchedAt",
                found.launchedAt() == null ? null : found.launchedAt().toString());
        known.put(
                "leaseEnds",
                found.leaseEnds() == null ? null : found.leaseEnds().toString());
        known.put("machines", found.machines());
        put(known, found.cost());
        fields.add(known);
        table.row(
                found.name(),
                found.age(now).map(RunLine::time).orElse("-"),
                found.owner(),
                ProviderName.EC2.toString(),
                "no record here",
                String.valueOf(found.machines().size()),
                "-",
                CostText.of(found.cost()),
                found.leaseEnds() == null ? "unknown" : SwarmView.lease(Duration.between(now, found.leaseEnds())));
    }
}
