package io.jenkins.plugins.locustswarm.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.cli.config.Ec2Config;
import io.jenkins.plugins.locustswarm.cli.config.HostsConfig;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.locust.ExtraArguments;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunTime;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.engine.text.Table;
import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a user writes into a configuration, an argument, or a parameter of a job. */
class UserInputFuzz {

    private static final int WIDTH = 80;
    private static final Path FILE = temporaryFile();

    private static Path temporaryFile() {
        Path file = Path.of(
                System.getProperty("java.io.tmpdir"),
                "fuzz-" + ProcessHandle.current().pid() + ".cfg");
        file.toFile().deleteOnExit();
        return file;
    }

    @FuzzTest(maxDuration = "")
    void configuration(byte[] content) throws IOException {
        Files.write(FILE, content);
        try {
            Config config = Config.read(FILE);
            accepted(config::provider);
            accepted(() -> config.pairs(ConfigKey.TAGS));
            accepted(() -> config.number(ConfigKey.SLAVES));
            accepted(() -> config.time(ConfigKey.LEASE));
            accepted(() -> config.path(ConfigKey.BOOTSTRAP));
            accepted(() -> new Ec2Config(config).settings());
            accepted(() -> new Ec2Config(config).access());
            accepted(() -> new HostsConfig(config).settings());
        } catch (BadInputException e) {
            // refused in a sentence
        }
    }

    @FuzzTest(maxDuration = "")
    void gate(byte[] content) {
        String text = new String(content, UTF_8);
        accepted(() -> {
            Gate gate = Gate.parse(text);
            same(gate, Gate.parse(gate.toString()));
        });
        accepted(() -> {
            StopCondition condition = StopCondition.parse(text);
            same(condition, StopCondition.parse(condition.toString()));
        });
        accepted(() -> RunTime.parse(text));
    }

    @FuzzTest(maxDuration = "")
    void arguments(byte[] content) {
        List<String> arguments = List.of(new String(content, UTF_8).split("\n", -1));
        accepted(() -> {
            ExtraArguments.check(arguments);
            ExtraArguments.doubtful(arguments).forEach(ExtraArguments::refusal);
            RunPlan plan = RunPlan.of(arguments.get(0))
                    .host(arguments.get(arguments.size() - 1))
                    .runTime(Duration.ofSeconds(arguments.size()))
                    .note(arguments.get(0))
                    .extraArguments(arguments)
                    .build();
            Script.of("true").arguments(plan.extraArguments()).render();
        });
    }

    @FuzzTest(maxDuration = "")
    void table(byte[] content) {
        Table table = new Table(Column.names("Name"), Column.text("Error"), Column.figures("Failures"));
        String[] cells = new String(content, UTF_8).split("\n", -1);
        for (int i = 0; i + 2 < cells.length; i += 3) {
            table.row(cells[i], cells[i + 1], cells[i + 2]);
        }
        String[] lines = table.render(WIDTH).split("\n", -1);
        same(lines.length, 1 + cells.length / 3);
        for (String line : lines) {
            same(line, Printable.line(line));
        }
    }

    private static void accepted(Runnable use) {
        try {
            use.run();
        } catch (BadInputException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("A refusal without a sentence", e);
            }
        }
    }

    private static void same(Object one, Object other) {
        if (!one.equals(other)) {
            throw new AssertionError(one + " became " + other);
        }
    }
}
