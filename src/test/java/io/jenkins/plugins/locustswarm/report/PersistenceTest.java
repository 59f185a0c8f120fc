package io.jenkins.plugins.locustswarm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.util.XStream2;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.kept.GateOutcome;
import io.jenkins.plugins.locustswarm.report.kept.HealthNote;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Builds of every version that was ever released must be readable. */
class PersistenceTest {

    @Test
    void buildsOfTheFirstVersionAreRead() throws Exception {
        LocustBuildAction action;
        try (InputStream xml = PersistenceTest.class.getResourceAsStream("build-1.xml")) {
            action = (LocustBuildAction) new XStream2().fromXML(xml);
        }
        TestSummary test = action.find("typical load").orElseThrow();
        assertThat(test.getVerdict()).isEqualTo(Verdict.UNSTABLE);
        assertThat(test.getTotal().getRequests()).isEqualTo(540);
        assertThat(test.getTotal().getP95()).isEqualTo(47);
        assertThat(test.getNames()).extracting(NameFigures::getName).contains("zwei\nZeilen", "ünïcödé 漢字 🙂");
        assertThat(test.getGates()).extracting(GateOutcome::isPassed).containsExactly(true, false);
        assertThat(test.getHealth())
                .extracting(HealthNote::getKind, HealthNote::getSentence)
                .containsExactly(tuple(HealthFinding.Kind.WORKER_LOST, "Worker kandu-2 went away after 5 s."));
        assertThat(test.getBaselineBuild()).isEqualTo(7);
        assertThat(test.getBaseline()).isEqualTo("#7");
        assertThat(test.getChanges()).as("a later version's").isEmpty();
        assertThat(test.getUsers()).isEqualTo(4);
        assertThat(test.getCost()).as("a later version's").isNull();
        assertThat(test.toRunSummary().cost()).isNull();
    }
}
