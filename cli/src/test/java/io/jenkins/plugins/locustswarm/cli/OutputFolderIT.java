package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders for results, with real Locusts. */
class OutputFolderIT {

    @TempDir
    private Path folder;

    @Test
    void ofTwoTestsWithOneFolderTheSecondIsRefusedUntilTheFirstIsGone() throws Exception {
        CommandLab lab = new CommandLab(folder).bootstrap().venv(LocustVenv.current());
        try (KanduApi api = KanduApi.start();
                CommandProcess first = lab.start(
                        "test", "-f", "signups.py", "-H", api.baseUrl(), "-s", "1", "-t", "1h", "-o", "out")) {
            first.waitUntilItSays("s of 1 h");
            String[] second = {"test", "-f", "signups.py", "-H", api.baseUrl(), "-s", "1", "-t", "2s", "-o", "out"};
            CommandLab.Result refused = lab.run(second);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("/out (-o) is in use by \"locust-swarm test\" (process ");
            assertThat(lab.swarms()).hasSize(1);

            first.signal("KILL");
            assertThat(first.exitCode()).isEqualTo(137);
            CommandLab.Result afterwards = lab.run(second);
            assertThat(afterwards.code()).as(afterwards.err()).isZero();
            assertThat(afterwards.out()).contains("Files: " + folder.resolve("out"));
        } finally {
            lab.swarms().forEach(name -> lab.run("down", "all", "--swarm", name));
        }
        assertThat(lab.processes()).isEmpty();
    }

    @Test
    void earlierResultsInTheBootstrapDirectoryAreNotSentAndThatIsSaid() throws Exception {
        CommandLab lab = new CommandLab(folder).bootstrap().venv(LocustVenv.current());
        lab.write("bootstrap/noted.py", """
                import os
                from typical_load import *
                print("RESULTS", os.path.exists("old/summary.json"), os.path.exists("old/users.csv"))
                """);
        lab.write("bootstrap/old/summary.json", "{}").write("bootstrap/old/master.log", "x");
        lab.write("bootstrap/old/users.csv", "ann");
        try (KanduApi api = KanduApi.start()) {
            CommandLab.Result result =
                    lab.run("test", "-f", "noted.py", "-H", api.baseUrl(), "-s", "1", "-t", "2s", "-d", "bootstrap");
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.err()).contains("Not sent to the machines: the results of earlier runs in old.");
        }
        assertThat(Files.readString(folder.resolve("locust-results/worker-1.log")))
                .contains("RESULTS False True");
        assertThat(folder.resolve("locust-results/.locust-swarm-lock")).doesNotExist();
    }
}
