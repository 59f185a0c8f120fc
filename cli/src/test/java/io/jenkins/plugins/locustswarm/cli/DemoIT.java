package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code locust-swarm demo} on real Locust processes. */
class DemoIT {

    @NewLab
    private CommandLab lab;

    private List<Path> results(String name) throws Exception {
        try (var files = Files.list(lab.path(name))) {
            return files.map(Path::getFileName).sorted().toList();
        }
    }

    @Test
    void theDemoRunsATestAndLeavesOnlyResults() throws Exception {
        CommandLab.Result demo = lab.run("demo", "-t", "5s", "-u", "10", "-r", "10");
        lab.assertWentWell(demo);
        assertThat(demo.err()).contains("The sample API is at http://127.0.0.1:");
        assertThat(demo.out())
                .contains("GET   /kandus/[id]")
                .contains("Workers: 2 of 2, Locust 2.")
                .contains("Files: " + lab.path("locust-results"));
        assertThat(results("locust-results"))
                .extracting(Path::toString)
                .containsExactly(
                        "junit.xml",
                        "locust.html",
                        "locust_exceptions.csv",
                        "locust_failures.csv",
                        "locust_stats.csv",
                        "locust_stats_history.csv",
                        "master.log",
                        "summary.json",
                        "worker-1.log",
                        "worker-2.log");
        lab.assertNothingIsLeft();
    }

    @Test
    void theFirstDemoInstallsLocustByItselfAndTheSecondFindsItThere() throws Exception {
        CommandLab empty = new CommandLab(Files.createDirectory(lab.path("empty")));
        String[] demo = {"demo", "-t", "5s", "-u", "5", "-r", "5"};
        CommandLab.Result first = empty.run(demo);
        empty.assertWentWell(first);
        assertThat(first.out()).contains("Workers: 2 of 2");
        List<Path> stamps = stampsOfVenvs(empty);
        assertThat(stamps).hasSize(1);
        FileTime made = Files.getLastModifiedTime(stamps.get(0));

        CommandLab.Result second = empty.run(demo);
        empty.assertWentWell(second);
        assertThat(stampsOfVenvs(empty)).isEqualTo(stamps);
        assertThat(Files.getLastModifiedTime(stamps.get(0))).isEqualTo(made);
        assertThat(second.out()).contains("Workers: 2 of 2");
        assertThat(empty.processes()).isEmpty();
        assertThat(empty.swarms()).isEmpty();
    }

    /** What bootstrap.sh writes when a virtual environment is whole. */
    private static List<Path> stampsOfVenvs(CommandLab lab) throws IOException {
        try (Stream<Path> venvs = Files.list(lab.home().resolve("venvs"))) {
            return venvs.map(venv -> venv.resolve(".locust-swarm-finished"))
                    .filter(Files::exists)
                    .toList();
        }
    }
}
