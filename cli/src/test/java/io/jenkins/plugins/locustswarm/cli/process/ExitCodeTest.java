package io.jenkins.plugins.locustswarm.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExitCodeTest {

    @Test
    void machinesThatMayBeLeftAreWorseThanAnyOtherFailure() {
        assertThat(ExitCode.worse(ExitCode.MACHINES_LEFT, ExitCode.INTERNAL_ERROR))
                .isEqualTo(ExitCode.MACHINES_LEFT);
        assertThat(ExitCode.worse(ExitCode.INTERRUPTED, ExitCode.MACHINES_LEFT)).isEqualTo(ExitCode.MACHINES_LEFT);
    }

    @Test
    void aFailureIsWorseThanSuccess() {
        assertThat(ExitCode.worse(ExitCode.OK, ExitCode.BAD_INPUT)).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ExitCode.worse(ExitCode.FAILED, ExitCode.OK)).isEqualTo(ExitCode.FAILED);
        assertThat(ExitCode.worse(ExitCode.OK, ExitCode.OK)).isZero();
    }
}
