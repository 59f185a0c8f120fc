package io.jenkins.plugins.locustswarm.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.benchmarks.row.Topic;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What benchmarks/run says before it measures anything. */
class RunScriptTest {

    private static ShellResult run(String arguments) throws InterruptedException {
        return new LocalShell("here")
                .run(Script.of("\"$@\"")
                        .arguments(Stream.concat(
                                        Stream.of(Repository.path("benchmarks/run")
                                                .toString()),
                                        Stream.of(arguments.split(" ")))
                                .toList()));
    }

    @Test
    void theHelpNamesAllRows() throws InterruptedException {
        ShellResult help = run("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .startsWith("Usage: benchmarks/run")
                .contains(Stream.of(Topic.values()).map(Topic::word).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "-r, -r needs a number of rounds",
        "-r many, -r needs a number of rounds",
        "--rounds 5, There is no option --rounds.",
        "uplod, There is no row uplod: take start bring-up"
    })
    void whatCannotBeMeasuredIsOneSentence(String arguments, String sentence) throws InterruptedException {
        ShellResult refused = run(arguments);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).startsWith(sentence).hasLineCount(2);
    }
}
