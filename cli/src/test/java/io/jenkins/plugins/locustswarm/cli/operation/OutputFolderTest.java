package io.jenkins.plugins.locustswarm.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

    @TempDir
    private Path folder;

    private OutputFolder claim(String path) {
        return OutputFolder.claim(folder.resolve(path), new CommandLab(folder).caller("test"));
    }

    @Test
    void aFolderThatACommandHasClaimedIsRefusedToAnotherOne() {
        try (OutputFolder first = claim("results")) {
            assertThat(first.path()).isEqualTo(folder.resolve("results"));
            assertThatThrownBy(() -> claim("elsewhere/../results"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageMatching("The folder " + folder + "/results \\(-o\\) is in use by \"locust-swarm test\""
                            + " \\(process \\d+, since [\\d:]+\\)\\. Wait until that command has ended, or end it\\.");
            claim("other").close();
        }
        claim("results").close();
    }

    @Test
    void aFolderThatStaysEmptyIsDeletedWithTheParentsThatWereCreatedForIt() throws Exception {
        Files.createDirectory(folder.resolve("nightly"));
        claim("nightly/of/today").close();
        assertThat(folder.resolve("nightly")).isEmptyDirectory();
        claim("nightly").close();
        assertThat(folder.resolve("nightly")).isEmptyDirectory();
    }

    @Test
    void aFolderWithResultsStays() throws Exception {
        try (OutputFolder claimed = claim("of/today")) {
            Files.createFile(claimed.path().resolve("summary.json"));
        }
        assertThat(folder.resolve("of/today").toFile().list()).containsExactly("summary.json");
    }

    @Test
    void aFolderThatIsGoneAtTheEndIsNoError() throws Exception {
        OutputFolder claimed = claim("results");
        Files.delete(folder.resolve("results/.locust-swarm-lock"));
        Files.delete(folder.resolve("results"));
        claimed.close();
    }
}
