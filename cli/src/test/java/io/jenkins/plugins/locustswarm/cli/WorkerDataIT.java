package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.PlainLocust;
import io.jenkins.plugins.locustswarm.cli.fixture.StubTarget;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The locustfile of docs/locust.md that gives each worker its own lines of a CSV file. */
class WorkerDataIT {

    private static final Pattern EXAMPLE = Pattern.compile("```python\n(.*?)```\n", Pattern.DOTALL);
    private static final int USERS = 6;

    @NewLab(bootstrap = false)
    private CommandLab lab;

    @Started
    private StubTarget target;

    @BeforeEach
    void writeExample() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Repository.path("docs/locust.md")));
        assertThat(example.find()).isTrue();
        lab.write("perf/locustfile.py", example.group(1))
                .write("perf/users.csv", "name,password\n" + String.join(",x\n", names()) + ",x\n");
    }

    private static List<String> names() {
        return IntStream.range(0, USERS).mapToObj(i -> "user" + i).toList();
    }

    private void assertEachLineHadItsOwnUser() {
        assertThat(target.requests().stream().distinct())
                .containsExactlyInAnyOrderElementsOf(
                        names().stream().map(name -> "/orders?user=" + name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"current", "old"})
    void twoWorkersShareTheLinesOfAFile(String version) throws IOException, InterruptedException {
        lab.venv(LocustVenv.of(version));
        if (version.equals("old")) { // the same file as that of the environment, so that nothing is installed
            lab.write("perf/requirements.txt", Files.readString(LocustVenv.requirementsOfOld()));
        }
        CommandLab.Result result = lab.run(
                "test",
                "-f",
                "perf/locustfile.py",
                "-H",
                target.baseUrl(),
                "-s",
                "2",
                "-u",
                "6",
                "-r",
                "6",
                "-t",
                "5s");
        lab.assertWentWell(result);
        assertThat(result.out()).contains("Workers: 2 of 2");
        assertEachLineHadItsOwnUser();
        lab.assertNothingIsLeft();
    }

    @Test
    void withoutASwarmLocustTakesAllLines() throws Exception {
        Path folder = lab.path("perf");
        PlainLocust.run(
                folder,
                "locustfile.py",
                Files.createDirectory(lab.path("alone")),
                Duration.ofMinutes(1),
                List.of(),
                "-H",
                target.baseUrl(),
                "-u",
                "6",
                "-r",
                "6",
                "-t",
                "4s");
        assertEachLineHadItsOwnUser();
    }
}
