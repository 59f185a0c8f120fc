package io.jenkins.plugins.locustswarm.cli.swarm;

import static io.jenkins.plugins.locustswarm.cli.fixture.WellRun.assertWentWell;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locustfiles and configuration files that change the logging, so that Locust's lines do not reach the swarm's logs. */
class OwnLoggingIT {

    private static final String CONFIGURED = """
            import logging.config
            logging.config.dictConfig({
                "version": 1,
                "handlers": {"c": {"class": "logging.StreamHandler"}},
                "root": {"handlers": ["c"], "level": "INFO"},
            })
            from typical_load import TypicalUser
            """;

    private static final String RAISED = """
            import logging
            from locust import events
            from typical_load import TypicalUser

            @events.init.add_listener
            def raise_level(environment, **kwargs):
                logging.getLogger().setLevel(logging.ERROR)
                logging.getLogger("locust").setLevel(logging.ERROR)
            """;

    private static final String AS_JSON = """
            import json
            import logging
            from locust import events
            from typical_load import TypicalUser

            class Json(logging.Formatter):
                def format(self, record):
                    return json.dumps({"level": record.levelname, "logger": record.name, "message": record.getMessage()})

            @events.init.add_listener
            def use_json(environment, **kwargs):
                for logger in (logging.getLogger(), logging.getLogger("locust")):
                    for handler in logger.handlers:
                        handler.setFormatter(Json())
            """;

    @Started
    private static Target target;

    @TempDir
    private Path folder;

    private static void assertJudgedByItsFiles(RunSummary summary) {
        assertWentWell(summary);
        assertThat(summary.health()).extracting(finding -> finding.kind()).contains(Kind.LOG_SILENT);
        assertThat(summary.total().requests()).isGreaterThan(10);
        assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(2, 2, 0));
        assertThat(summary.startedAt()).isBefore(summary.endedAt());
    }

    @ParameterizedTest
    @CsvSource({"current, configured", "old, configured", "current, raised", "old, raised"})
    void aRunWithoutLocustsLinesInItsLogIsCollectedAndJudged(String version, String how) throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "quiet", version)
                .write("quiet.py", how.equals("raised") ? RAISED : CONFIGURED)
                .up(2)) {
            assertJudgedByItsFiles(local.run(target.plan("quiet.py", 6).build()));
        }
    }

    @Test
    void aLogFileOfTheUsersOwnIsNoReasonToThrowTheRunAway() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "file")
                .write("my.conf", "logfile = my.log\n")
                .up(2)) {
            RunPlan plan = target.plan("typical_load.py", 6)
                    .extraArguments(List.of("--config", "my.conf"))
                    .build();
            assertJudgedByItsFiles(local.run(plan));
        }
    }

    @Test
    void aRunThatLogsAsJsonIsReadAsAnyOther() throws Exception {
        try (LocalSwarm local =
                LocalSwarm.in(folder, "json").write("as_json.py", AS_JSON).up(2)) {
            RunSummary summary = local.run(target.plan("as_json.py", 6).build());

            assertWentWell(summary);
            assertThat(summary.health()).extracting(finding -> finding.kind()).doesNotContain(Kind.LOG_SILENT);
            assertThat(summary.workers()).isEqualTo(new RunSummary.Workers(2, 2, 0));
        }
    }

    @Test
    void aLoadShapeThatNoLogMentionsIsEndedSoonAfterTheRunTime() throws Exception {
        try (LocalSwarm local = LocalSwarm.in(folder, "shape")
                .write("quiet_shape.py", RAISED + """

                        from locust import LoadTestShape

                        class Endless(LoadTestShape):
                            def tick(self):
                                return (5, 5)
                        """)
                .up(2)) {
            RunSummary summary = local.run(target.plan("quiet_shape.py", 5).build());

            assertThat(summary.total().requests()).isPositive();
            assertThat(summary.health()).extracting(finding -> finding.kind()).contains(Kind.ENDED_BY_SWARM);
            assertThat(summary.endedAt()).isBefore(summary.startedAt().plusSeconds(25));
        }
    }
}
