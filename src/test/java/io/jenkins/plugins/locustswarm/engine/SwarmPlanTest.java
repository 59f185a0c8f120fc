package io.jenkins.plugins.locustswarm.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwarmPlanTest {

    @TempDir
    private Path folder;

    private SwarmPlan plan(int workers, int needed) {
        return new SwarmPlan(
                Set.of(Role.WORKER), workers, needed, FolderSnapshot.of(folder), SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE);
    }

    private void writeBootstrap(boolean executable) throws IOException {
        Path script = Files.writeString(folder.resolve("bootstrap.sh"), "#!/bin/sh\n");
        if (!script.toFile().setExecutable(executable)) {
            throw new IOException("The mode of " + script + " cannot be set");
        }
    }

    @Test
    void aBootstrapDirectoryNeedsAScript() {
        assertThatThrownBy(() -> plan(5, 5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There is no bootstrap.sh in the bootstrap directory");
    }

    @Test
    void theScriptMustBeExecutable() throws IOException {
        writeBootstrap(false);
        assertThatThrownBy(() -> plan(5, 5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("chmod +x");
    }

    @Test
    void invalidNumbersOfSlavesAreRefused() throws IOException {
        writeBootstrap(true);
        assertThatCode(() -> plan(5, 4)).doesNotThrowAnyException();
        assertThatThrownBy(() -> plan(0, 0)).hasMessageContaining("0 is not a valid number of slaves");
        assertThatThrownBy(() -> plan(1_000_000, 1)).hasMessageContaining("use 1 to 5000");
        assertThatThrownBy(() -> plan(5, 6)).hasMessageContaining("6 is not a valid minimum for 5 slaves");
        assertThatThrownBy(() -> new SwarmPlan(Set.of(Role.MASTER), 1, 1, FolderSnapshot.of(folder), Duration.ZERO))
                .hasMessageContaining("deadline");
    }
}
