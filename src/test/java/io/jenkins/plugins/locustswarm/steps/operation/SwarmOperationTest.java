package io.jenkins.plugins.locustswarm.steps.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SwarmOperationTest {

    @Test
    void anExceptionWithoutAMessageFailsTheStep() {
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("1");
        SwarmOperation operation =
                SwarmOperation.up("load-1-up", MachineSettings.of(machines, "", UnaryOperator.identity()));

        operation.failed(OperationPhase.PREPARING, new BadInputException(null).getMessage());

        assertThat(operation.failure()).isPresent();
        assertThat(operation.phase()).isEqualTo(OperationPhase.GOING_DOWN);
    }

    @Test
    void aRunWhoseResultsCannotBeCollectedIsStoppedOnASwarmThatStaysUp() {
        LoadForm form = new LoadForm("fine.py");
        form.setHost("http://127.0.0.1");
        form.setRunTime("1m");
        SwarmOperation operation = SwarmOperation.run("load-1", LoadSettings.of(form, UnaryOperator.identity()));
        for (OperationPhase phase : List.of(OperationPhase.FINDING, OperationPhase.STARTING, OperationPhase.RUNNING)) {
            operation.completed(phase);
        }

        operation.failed(OperationPhase.COLLECTING, "The disk is full.");

        assertThat(operation.phase()).isEqualTo(OperationPhase.STOPPING);
        operation.failed(OperationPhase.STOPPING, "The disk is full.");
        assertThat(operation.isDone()).isTrue();
        assertThat(operation.failure()).contains("The disk is full.");
    }

    @Test
    void aTeardownDoesNotWaitForSwarmsThatStart() {
        assertThat(OperationPhase.PREPARING.work()).isEqualTo(SwarmWork.BRING_UP);
        assertThat(OperationPhase.COMING_UP.work()).isEqualTo(SwarmWork.BRING_UP);
        assertThat(OperationPhase.RUNNING.work()).isEqualTo(SwarmWork.RUN);
        assertThat(OperationPhase.COLLECTING.work()).isEqualTo(SwarmWork.RUN);
        assertThat(OperationPhase.GOING_DOWN.work()).isEqualTo(SwarmWork.TEARDOWN);
    }
}
