package io.jenkins.plugins.locustswarm.cli.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.cli.home.Home;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

    @TempDir
    private Path folder;

    private OutputFolder claim(String path) {
        Caller caller = new Caller(
                Map.of(),
                folder,
                new Home(folder.resolve("home")),
                new Terminal(System.out, System.err, false, 80, UTF_8),
                new Interrupts(Thread.currentThread()),
                List.of("test"),
                List.of());
        return OutputFolder.claim(folder.resolve(path), caller);
    }

    @Test
    void aFolderThatACommandHasClaimedIsRefusedToAnotherOne() {
        try (OutputFolder first = claim("results")) {
            assertThat(first.path()).isEqualTo(folder.resolve("results"));
            assertThatThrownBy(() -> claim("elsewhere/../results"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageMatching("The folder " + folder + "/results \\(-o\\) is in use by \"locust-swarm test\""
                            + " \\(process \\d+, since [\\d:]+\\)\\. Wait until that has ended, or end it\\.");
            claim("other").close();
        }
        claim("results").close();
    }

    @Test
    void aClaimLeavesNothingInTheFolder() {
        claim("results").close();
        assertThat(folder.resolve("results")).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsGoneAtTheEndIsNoError() throws Exception {
        OutputFolder claimed = claim("results");
        Files.delete(folder.resolve("results/.locust-swarm-lock"));
        Files.delete(folder.resolve("results"));
        claimed.close();
    }
}
