package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import org.junit.jupiter.api.Test;

/** If the test of the training is refused as bad input, the launcher makes no archive, and the command starts slowly. */
class ClassArchiveTrainingTest {

    @Test
    void theTestOfTheTrainingGetsAsFarAsConnectingToHosts() throws Exception {
        assertThat(ClassArchiveTraining.runTest()).isEqualTo(ExitCode.FAILED);
    }
}
