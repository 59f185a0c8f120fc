package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.Ec2Config;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
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

/** Lists the swarms of a home and, with a configuration for EC2, the other swarms of that account and region. */
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

    /** Prints the list; returns the exit code. */
    public int list() throws InterruptedException {
        int code = ExitCode.OK;
        FileRecordStore records = caller.home().records();
        List<String> names = records.names();
        for (String name : names) {
            try {
                records.load(name).ifPresent(record -> add(new SwarmView(record, now, null)));
            } catch (BadInputException e) { // of this swarm; the others are listed
                code = FailureMessage.of(e).print(caller.terminal(), caller.environment());
            }
        }
        ImageList images = ImageList.none(now);
        if (config.provider() == ProviderName.EC2) {
            try {
                addDiscovered(names);
                images = ImageList.of(config, now);
            } catch (SwarmException e) { // the swarms of this home are listed
                code = FailureMessage.of(e).print(caller.terminal(), caller.environment());
            }
        }
        if (json) {
            fields.addAll(images.fields());
            caller.terminal().printJson(SwarmView.json(fields));
        } else {
            print(images);
        }
        return code;
    }

    private void print(ImageList images) {
        Terminal terminal = caller.terminal();
        if (fields.isEmpty()) {
            terminal.say("There are no swarms.");
        } else {
            terminal.print(table.render(terminal.width()));
        }
        if (!images.isEmpty()) {
            terminal.print((fields.isEmpty() ? "" : "\n") + images.table(terminal.width()));
        }
    }

    private void add(SwarmView view) {
        Optional<Cost> cost = cost(view.record());
        Map<String, Object> swarm = view.fields();
        cost.ifPresent(value -> put(swarm, value));
        fields.add(swarm);
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

    /** Returns the cost of a swarm on EC2 so far; empty for other swarms, and without a configuration for EC2. */
    private Optional<Cost> cost(SwarmRecord swarm) {
        if (config.provider() != ProviderName.EC2 || !swarm.provider().equals(ProviderName.EC2.toString())) {
            return Optional.empty();
        }
        return Optional.of(Ec2Cost.of(swarm, new Ec2Config(config).settings().forSwarm(swarm), now));
    }

    private static void put(Map<String, Object> swarm, Cost cost) {
        swarm.put("machineHours", cost.machineHours());
        swarm.put("usDollars", cost.estimate());
    }

    private void addDiscovered(List<String> namesHere) throws InterruptedException {
        Ec2Config ec2 = new Ec2Config(config);
        String controllerId = caller.home().controllerId();
        try (Ec2Reaper reaper = new Ec2Reaper(ec2.settings(), ec2.access())) {
            for (DiscoveredSwarm found : reaper.list(now)) {
                if (!found.controllerId().equals(controllerId) || !namesHere.contains(found.name())) {
                    add(found);
                }
            }
        }
    }

    /** Adds a swarm without a record here: one of another home, or one whose record was lost. */
    private void add(DiscoveredSwarm found) {
        Map<String, Object> swarm = new LinkedHashMap<>();
        swarm.put("name", found.name());
        swarm.put("owner", found.owner());
        swarm.put("provider", ProviderName.EC2.toString());
        Instant launchedAt = found.launchedAt();
        Instant leaseEnds = found.leaseEnds();
        swarm.put("launchedAt", launchedAt == null ? null : launchedAt.toString());
        swarm.put("leaseEnds", leaseEnds == null ? null : leaseEnds.toString());
        swarm.put("machines", found.machines());
        put(swarm, found.cost());
        fields.add(swarm);
        table.row(
                found.name(),
                found.age(now).map(RunLine::time).orElse("-"),
                found.owner(),
                ProviderName.EC2.toString(),
                "no record here",
                String.valueOf(found.machines().size()),
                "-",
                CostText.of(found.cost()),
                leaseEnds == null ? "unknown" : SwarmView.lease(Duration.between(now, leaseEnds)));
    }
}
