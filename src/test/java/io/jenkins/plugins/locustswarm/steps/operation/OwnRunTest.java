package io.jenkins.plugins.locustswarm.steps.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnRunTest {

    private final OwnRun own = new OwnRun();

    private static RunRecord run(String id) {
        Load load = Load.of("load.py").users(1).runTime(Duration.ofHours(1)).build();
        return new RunRecord(
                id, load, 120, 1, 5557, null, null, Instant.EPOCH, RunRecord.Phase.STARTED, null, null, null);
    }

    private OwnRun afterARestart() throws Exception {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(stored)) {
            out.writeObject(own);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stored.toByteArray()))) {
            return (OwnRun) in.readObject();
        }
    }

    @Test
    void aRunThatAnotherBranchStartsFirstIsNotTheOwnOne() {
        own.found(null);
        assertThat(own.is(run("1"))).isFalse();
        own.starting(run("1"));
        assertThat(own.is(run("1"))).isFalse();
    }

    @Test
    void onlyTheRunThatWasStartedIsTheOwnOne() throws Exception {
        own.found(run("1"));
        own.starting(run("1"));
        own.started(run("2"));
        assertThat(own.is(run("2"))).isTrue();
        assertThat(own.is(run("3"))).isFalse();
        assertThat(afterARestart().is(run("2"))).isTrue();
        assertThat(afterARestart().is(run("3"))).isFalse();
    }

    @Test
    void aRunWhoseStartWasCutShortByARestartIsFoundAgain() throws Exception {
        own.found(run("1"));
        OwnRun restarted = afterARestart();
        restarted.starting(run("2"));
        assertThat(restarted.is(run("1"))).isFalse();
        assertThat(restarted.is(run("2"))).isTrue();
    }

    @Test
    void aRunWhoseStartIsRepeatedIsFoundAgain() {
        own.starting(null);
        own.starting(run("1"));
        assertThat(own.is(run("1"))).isTrue();
    }

    @Test
    void anOperationOfAnEarlierVersionKnowsWhichRunIsNotItsOwn() {
        OwnRun stored = OwnRun.after("1");
        assertThat(stored.is(run("1"))).isFalse();
        assertThat(stored.is(run("2"))).isTrue();
    }
}
