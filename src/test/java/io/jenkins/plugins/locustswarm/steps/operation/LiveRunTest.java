package io.jenkins.plugins.locustswarm.steps.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.report.live.LivePhase;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LiveRunTest {

    @Test
    void afterAFailureLocustIsStoppedOnASwarmThatStaysUp() {
        LoadForm form = new LoadForm("fine.py");
        form.setHost("http://127.0.0.1");
        form.setRunTime("1m");
        LoadSettings load = LoadSettings.of(form, UnaryOperator.identity());
        SwarmOperation operation = SwarmOperation.run("load-1", load);
        LiveRun run = new LiveRun(operation, load);
        for (OperationPhase phase : List.of(OperationPhase.FINDING, OperationPhase.STARTING)) {
            operation.completed(phase);
        }
        assertThat(run.phases()).containsExactly(LivePhase.LOAD, LivePhase.COLLECT);

        operation.failed(OperationPhase.RUNNING, "The master is gone.");

        assertThat(run.phase()).isEqualTo(LivePhase.STOP);
        assertThat(run.phases()).containsExactly(LivePhase.LOAD, LivePhase.COLLECT, LivePhase.STOP);
    }
}
