package io.jenkins.plugins.locustswarm.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.locust.RunFactsBuilder;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BaselineRemarkTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static RunSummary run(RunFactsBuilder facts) {
        return RunResults.read(RecordedRun.folder("2.47.0-hostile"), facts.build());
    }

    @Test
    void differencesOfTheLoadAreNamed() {
        RunSummary baseline = run(Runs.facts(10, 6, 2).runTime(MINUTE));
        RunSummary run = run(Runs.facts(200, 6, 2).runTime(MINUTE.multipliedBy(10)));

        assertThat(BaselineRemark.of(run, baseline))
                .isEqualTo(
                        "; the baseline had other conditions: users 10 instead of 200, run time 60 s instead of 600 s");
    }

    @Test
    void theSameLoadNeedsNoRemark() {
        assertThat(BaselineRemark.of(run(Runs.facts(10, 6, 2)), run(Runs.facts(10, 6, 2))))
                .isEmpty();
    }

    @Test
    void figuresOfAnotherSpawnRateCanBeCompared() {
        assertThat(BaselineRemark.of(
                        run(Runs.facts(10, 6, 2).spawnRate(2.0)),
                        run(Runs.facts(10, 6, 2).spawnRate(5.0))))
                .isEmpty();
    }

    @Test
    void theAddressOfAnotherHostIsNotInTheRemark() {
        RunSummary baseline = run(Runs.facts(10, 6, 2).host("http://a.example"));
        RunSummary run = run(Runs.facts(200, 6, 2).host("http://b.example"));

        assertThat(BaselineRemark.of(run, baseline))
                .isEqualTo("; the baseline had other conditions: another host, users 10 instead of 200");
    }
}
