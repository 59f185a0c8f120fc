package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.errand.Caller;
import io.jenkins.plugins.locustswarm.cli.errand.Complaint;
import io.jenkins.plugins.locustswarm.cli.errand.ExitCode;
import io.jenkins.plugins.locustswarm.cli.errand.SwarmView;
import io.jenkins.plugins.locustswarm.cli.terminal.Table;
import io.jenkins.plugins.locustswarm.cli.terminal.Table.Column;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        header = "Shows all swarms of this home.",
        description =
                "With their age, owner, provider, how far they got, their machines, and how long they are wanted.")
public final class ListCommand implements Callable<Integer> {

    private final Caller caller;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    public ListCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        int code = ExitCode.FINE;
        FileRecordStore records = caller.home().records();
        List<SwarmView> views = new ArrayList<>();
        Instant now = Instant.now();
        for (String name : records.names()) {
            try {
                records.load(name).ifPresent(record -> views.add(new SwarmView(record, now, null)));
            } catch (BadInputException e) { // of this one; the others are shown all the same
                code = Complaint.of(e).say(caller.terminal(), caller.environment());
            }
        }
        if (json) {
            caller.terminal()
                    .print(SwarmView.json(views.stream().map(SwarmView::fields).toList()));
        } else if (views.isEmpty()) {
            caller.terminal().say("There is no swarm.");
        } else {
            caller.terminal().print(table(views).render(caller.terminal().width()));
        }
        return code;
    }

    private static Table table(List<SwarmView> views) {
        Table table = new Table(
                Column.yielding("Swarm"),
                Column.words("Age"),
                Column.yielding("Owner"),
                Column.words("Provider"),
                Column.words("Phase"),
                Column.words("Machines"),
                Column.words("Run"),
                Column.words("Lease"));
        for (SwarmView view : views) {
            SwarmRecord record = view.record();
            table.row(
                    record.name(),
                    view.age(),
                    record.owner(),
                    record.provider(),
                    view.phase(),
                    view.machines(),
                    view.run(),
                    view.lease());
        }
        return table;
    }
}
