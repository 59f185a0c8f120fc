package io.jenkins.plugins.locustswarm.cli.errand;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.Ec2Config;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Reaper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.FoundSwarm;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
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

/** Shows the swarms that have a record here and, where the configuration is for EC2, those that are found there. */
public final class ListErrand {

    private final Caller caller;
    private final Config config;
    private final boolean json;
    private final Instant now = Instant.now();
    private final List<Map<String, Object>> fields = new ArrayList<>();
    private final Table table = new Table(
            Column.yielding("Swarm"),
            Column.words("Age"),
            Column.yielding("Owner"),
            Column.words("Provider"),
            Column.words("Phase"),
            Column.words("Machines"),
            Column.yielding("Run"),
            Column.words("Lease"));

    public ListErrand(Caller caller, Config config, boolean json) {
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
                code = Complaint.of(e).say(caller.terminal(), caller.environment());
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
        fields.add(view.fields());
        table.row(
                view.record().name(),
                view.age(),
                view.record().owner(),
                view.record().provider(),
                view.phase(),
                view.machines(),
                view.run(),
                view.lease());
    }

    private void addFound(List<String> names) throws InterruptedException {
        Ec2Config ec2 = new Ec2Config(config);
        String ours = caller.home().controllerId();
        try (Ec2Reaper reaper = new Ec2Reaper(ec2.settings(), ec2.access())) {
            for (FoundSwarm found : reaper.list(now)) {
                if (!found.controllerId().equals(ours) || !names.contains(found.name())) {
                    add(found);
                }
            }
        }
    }

    /** A swarm without a record here: another one's, or one whose record was lost. */
    private void add(FoundSwarm found) {
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
        known.put("machineHours", found.cost().machineHours());
        known.put("usDollars", found.cost().estimate());
        fields.add(known);
        table.row(
                found.name(),
                found.age(now).map(RunLine::time).orElse("-"),
                found.owner(),
                ProviderName.EC2.toString(),
                "no record here",
                String.valueOf(found.machines().size()),
                CostText.of(found.cost()),
                found.leaseEnds() == null ? "unknown" : SwarmView.lease(Duration.between(now, found.leaseEnds())));
    }
}
