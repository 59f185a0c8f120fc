package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

    @Test
    void moreWorkersThanTheMastersMachineLetsItHaveAreRefused() {
        assertThatThrownBy(() -> OpenFiles.parse("1024\n").checkRoomFor(1100))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The master cannot have 1100 worker processes: a process on its machine can open 1024 files"
                        + " (ulimit -Hn), and the master needs one for each worker and 24 of its own. Raise the limit"
                        + " there, or use fewer slaves or processes.");
    }

    @Test
    void workersWithinTheFileLimitAreAccepted() {
        assertThatCode(() -> OpenFiles.parse("1024\n").checkRoomFor(1000)).doesNotThrowAnyException();
        assertThatCode(() -> OpenFiles.parse("unlimited\n").checkRoomFor(100_000))
                .doesNotThrowAnyException();
        assertThatCode(() -> OpenFiles.parse("").checkRoomFor(100_000)).doesNotThrowAnyException();
    }
}
