package io.jenkins.plugins.locustswarm.engine.gate.junit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.MissedGate;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.util.List;

/** A test case for each gate. Its time is the figure of the run, if that is a response time. */
final class GateCases {

    private GateCases() {}

    static List<TestCase> of(RunSummary summary) {
        return summary.gates().stream().map(GateCases::of).toList();
    }

    private static TestCase of(GateResult gate) {
        return gate.passed()
                ? TestCase.passed(TestCase.Group.GATES, gate.gate(), time(gate), gate.why())
                : TestCase.failed(
                        TestCase.Group.GATES,
                        gate.gate(),
                        time(gate),
                        gate.verdict(),
                        MissedGate.text(gate),
                        gate.why());
    }

    @CheckForNull
    private static Double time(GateResult gate) {
        return gate.unit() == GateResult.Unit.MILLISECONDS ? gate.actual() : null;
    }
}
