package io.jenkins.plugins.locustswarm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.gate.Metric;
import io.jenkins.plugins.locustswarm.engine.stop.StopMetric;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Checks that the documents and the command agree. */
class DocumentationTest {

    private static final Path EXAMPLE = Repository.path("locust-swarm.example.cfg");

    @NewLab(locust = Locust.NONE)
    private CommandLab lab;

    private CommandLine commandLine() {
        return new Commands(lab.caller()).line();
    }

    @Test
    void everyCommandAndOptionIsInTheDocument() throws IOException {
        String document = Files.readString(Repository.path("docs/command-line.md"));
        commandLine().getSubcommands().forEach((name, command) -> {
            assertThat(document).contains("| `" + name);
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.usageHelp() && !option.versionHelp()) {
                    assertThat(document).as(name).contains(option.longestName());
                }
            }
        });
    }

    @Test
    void everyOptionOfTheDocumentIsAnOptionOfTheCommandsItNames() throws IOException {
        Map<String, CommandLine> commands = commandLine().getSubcommands();
        List<String[]> rows = Files.readAllLines(Repository.path("docs/command-line.md")).stream()
                .filter(line -> line.startsWith("| `-") && !line.startsWith("| `--`"))
                .map(line -> line.split(" \\| "))
                .toList();
        assertThat(rows).hasSizeGreaterThan(15);
        for (String[] row : rows) {
            String option =
                    row[0].replaceAll("[|`]", "").replaceAll("^ *(-\\w, )?", "").split(" ")[0];
            List<String> named = Stream.of(row[1].replace("`", "").split("[ ,]+"))
                    .filter(commands::containsKey)
                    .toList();
            List<String> having = commands.entrySet().stream()
                    .filter(command -> command.getValue().getCommandSpec().findOption(option) != null)
                    .map(Map.Entry::getKey)
                    .toList();
            if (row[1].startsWith("all but")) {
                assertThat(having)
                        .as(option)
                        .hasSize(commands.size() - named.size())
                        .doesNotContainAnyElementsOf(named);
            } else {
                assertThat(having).as(option).containsExactlyInAnyOrderElementsOf(named);
            }
        }
    }

    @Test
    void everyExitCodeOfTheHelpIsInTheDocument() throws IOException {
        String document = Files.readString(Repository.path("docs/command-line.md"));
        Map<String, String> codes =
                commandLine().getCommandSpec().usageMessage().exitCodeList();
        assertThat(codes).hasSize(7);
        assertThat(codes.keySet()).allSatisfy(code -> assertThat(document).contains("| " + code + " | "));
    }

    @Test
    void everyMetricOfAGateAndOfAStopConditionIsInTheDocument() throws IOException {
        String document = Files.readString(Repository.path("docs/command-line.md"));
        String gates = section(document, "## Gates\n", "\n## ");
        assertThat(Stream.of(Metric.Kind.values()).filter(kind -> kind != Metric.Kind.PERCENTILE))
                .allSatisfy(kind -> assertThat(gates).contains(code(kind)));
        assertThat(Figure.values()).allSatisfy(figure -> assertThat(gates).contains("`" + figure + "`"));
        String stop = section(document, "### Stop early\n", "\n## ");
        assertThat(Stream.of(StopMetric.Kind.values()).filter(kind -> kind != StopMetric.Kind.PERCENTILE))
                .allSatisfy(kind -> assertThat(stop).contains(code(kind)));
    }

    private static String section(String document, String heading, String next) {
        int start = document.indexOf(heading) + heading.length();
        return document.substring(start, document.indexOf(next, start));
    }

    private static String code(Enum<?> metric) {
        return "`" + metric.name().toLowerCase(Locale.ROOT) + "`";
    }

    @Test
    void theVersionsOfLocustThatAreInstalledAreInTheDocument() throws IOException {
        Matcher pinned = Pattern.compile("locust==([\\d.]+) ; python_version")
                .matcher(Files.readString(Repository.path("bootstrap/bootstrap.sh")));
        List<String> versions = pinned.results().map(found -> found.group(1)).toList();
        assertThat(versions).hasSize(3);
        assertThat(Files.readString(Repository.path("docs/locust.md"))).contains(versions);
    }

    @Test
    void theExampleIsReadAndNamesEveryKey() throws IOException {
        assertThat(Config.read(EXAMPLE).provider()).isEqualTo(ProviderName.LOCAL);
        String[] sections = Files.readString(EXAMPLE).split("(?m)^\\[");
        for (ConfigKey key : ConfigKey.values()) {
            assertThat(sections)
                    .filteredOn(section -> section.startsWith(key.section() + "]"))
                    .as(key.toString())
                    .singleElement()
                    .asString()
                    .containsPattern("(?m)^;?" + key.key() + " =");
        }
    }

    @Test
    void everyKeyOfTheExampleIsKnownWhenItIsSet() throws IOException {
        String example = Files.readString(EXAMPLE).replaceAll("(?m)^;", "");
        assertThat(Config.read(Files.writeString(lab.path("all.cfg"), example)).text(ConfigKey.AWS_PROXY))
                .contains("http://proxy.example.com:3128");
    }
}
