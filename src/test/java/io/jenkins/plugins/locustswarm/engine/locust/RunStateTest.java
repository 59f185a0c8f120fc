package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStateTest {

    private static RunState parse(String answer) {
        return RunState.parse(answer, ControllerTime.now(), ControllerTime.now());
    }

    @Test
    void aRunThatGoesOnReportsItsNewestFigures() {
        RunState state = parse("""
                now=1790000010.500
                began=1790000000.250
                process=alive
                header=Timestamp,User Count
                row=1790000009,10,,Aggregated,=,=
                web=yes
                last=a line with = in it
                """);

        assertThat(state.phase()).isEqualTo(RunState.Phase.LOADING);
        assertThat(state.began()).isEqualTo(Instant.ofEpochMilli(1790000000250L));
        assertThat(state.historyRow()).isEqualTo("1790000009,10,,Aggregated,=,=");
        assertThat(state.webPageAnswers()).isTrue();
        assertThat(state.lastLine()).isEqualTo("a line with = in it");
        assertThat(state.isOver()).isFalse();
    }

    @Test
    void aRunWithAnExitCodeHasEndedEvenIfProcessesAreLeft() {
        RunState state =
                parse("now=2\nbegan=1\nended=2\nexit-code=1\ntermination=slow-quit\nkilled=yes\nprocess=alive\n");

        assertThat(state.phase()).isEqualTo(RunState.Phase.ENDED);
        assertThat(state.exitCode()).isEqualTo(1);
        assertThat(state.termination()).isEqualTo(TerminationReason.SLOW_QUIT);
        assertThat(state.killed()).isTrue();
        assertThat(state.stopped()).isFalse();
    }

    @Test
    void aRunThatEndedByItselfHasNoTerminationReason() {
        RunState state = parse("now=2\nbegan=1\nended=2\nexit-code=0\nprocess=gone\n");
        assertThat(state.termination()).isNull();
        assertThat(state.killed()).isFalse();
    }

    @Test
    void anUnknownTerminationReasonCountsAsAContinuedLoad() {
        assertThat(parse("now=2\ntermination=yes\nprocess=gone\n").termination())
                .isEqualTo(TerminationReason.LOAD_WENT_ON);
    }

    @Test
    void aRunThatIsGoneWithoutAnExitCodeHasVanished() {
        assertThat(parse("now=2\nbegan=1\nprocess=gone\n").phase()).isEqualTo(RunState.Phase.VANISHED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "process=gone",
                "now=1e999999999",
                "now=2\nbegan=noon",
                "now=2\nexit-code=99999999999",
                "now=2\nready=many"
            })
    void anAnswerOfAnotherFormIsRefused(String answer) {
        assertThatThrownBy(() -> parse(answer)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRunWithoutAFolderIsAbsent() {
        assertThat(parse("now=2\nprocess=absent\nready=\nlast=\n").phase()).isEqualTo(RunState.Phase.ABSENT);
    }

    @Test
    void aWaitingMasterReportsItsWorkersAndStrayConfigurationFiles() {
        RunState state = parse("now=2\nprocess=alive\nready=3\nstray=/b/locust.conf\nstray=/b/pyproject.toml\n");

        assertThat(state.phase()).isEqualTo(RunState.Phase.WAITING);
        assertThat(state.workersReady()).isEqualTo(3);
        assertThat(state.strayConfiguration()).containsExactly("/b/locust.conf", "/b/pyproject.toml");
        assertThat(state.namedConfiguration()).isEmpty();
        assertThat(state.stopTimeout()).isNull();
    }

    @Test
    void aMasterReportsTheConfigurationOfItsArgumentsAndItsStopTimeout() {
        RunState state = parse("now=2\nprocess=alive\nnamed=load.conf\nstop-timeout=180\n");

        assertThat(state.namedConfiguration()).containsExactly("load.conf");
        assertThat(state.stopTimeout()).hasMinutes(3);
    }
}
