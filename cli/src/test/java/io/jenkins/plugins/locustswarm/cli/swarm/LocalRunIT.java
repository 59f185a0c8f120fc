package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalRunIT {

    private static KanduApi api;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startApi() throws Exception {
        api = KanduApi.start();
    }

    @AfterAll
    static void stopApi() {
        api.close();
    }

    private static RunPlan.Builder plan(String file) {
        return RunPlan.of(file)
                .host(api.baseUrl())
                .users(10)
                .spawnRate(10.0)
                .runTime(Duration.ofSeconds(6))
                .environment("MAX_WAIT", "200");
    }

    @Test
    void aLocalSwarmRunsALocustfileAndBringsItsNumbersHome() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "one").up(2)) {
            local.swarm().run(plan("typical_load.py").build(), LocalSwarm.ALL);
            RunState end = local.swarm().await();
            RunSummary summary = local.swarm().collect(folder.resolve("results"));

            assertThat(end.exitCode()).isZero();
            assertThat(summary.requests()).isGreaterThan(20);
            assertThat(summary.verdict()).as("%s", summary.health()).isEqualTo(Verdict.OK);
            assertThat(folder.resolve("results"))
                    .isDirectoryContaining("glob:**/locust.html")
                    .isDirectoryContaining("glob:**/worker-2.log");
            assertThat(local.progress).anyMatch(now -> now.requests() > 0 && now.users() == 10);
        }
    }
}
