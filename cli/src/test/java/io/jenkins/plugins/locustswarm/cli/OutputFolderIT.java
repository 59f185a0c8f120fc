package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Folders for results, with real Locusts. */
class OutputFolderIT {

    @Started
    private KanduApi api;

    @NewLab
    private CommandLab lab;

    @Test
    void aSecondTestWithTheSameFolderIsRefusedUntilTheFirstIsGone() throws Exception {
        try (CommandProcess first =
                lab.start("test", "-f", "signups.py", "-H", api.baseUrl(), "-s", "1", "-t", "1h", "-o", "out")) {
            first.waitUntilItSays("s of 1 h");
            String[] second = {"test", "-f", "signups.py", "-H", api.baseUrl(), "-s", "1", "-t", "5s", "-o", "out"};
            CommandLab.Result refused = lab.run(second);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("/out (-o) is in use by \"locust-swarm test\" (process ");
            assertThat(lab.swarms()).hasSize(1);

            first.signal("KILL");
            assertThat(first.exitCode()).isEqualTo(137);
            CommandLab.Result afterwards = lab.run(second);
            lab.assertWentWell(afterwards, "out");
            assertThat(afterwards.out()).contains("Files: " + lab.path("out"));
        } finally {
            lab.swarms().forEach(name -> lab.run("down", "all", "--swarm", name));
        }
        assertThat(lab.processes()).isEmpty();
    }

    @Test
    void earlierResultsInTheBootstrapDirectoryAreNotSentAndReported() throws Exception {
        lab.write("bootstrap/noted.py", """
                import os
                from typical_load import *
                print("RESULTS", os.path.exists("old/summary.json"), os.path.exists("old/users.csv"))
                """);
        lab.write("bootstrap/old/summary.json", "{}").write("bootstrap/old/master.log", "x");
        lab.write("bootstrap/old/users.csv", "ann");
        CommandLab.Result result =
                lab.run("test", "-f", "noted.py", "-H", api.baseUrl(), "-s", "1", "-t", "5s", "-d", "bootstrap");
        lab.assertWentWell(result);
        assertThat(result.err()).contains("The results of earlier runs are not sent to the machines: old.");
        assertThat(Files.readString(lab.path("locust-results/worker-1.log"))).contains("RESULTS False True");
        assertThat(lab.path("locust-results/.locust-swarm-lock")).doesNotExist();
    }
}
