package io.jenkins.plugins.locustswarm.engine.machine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProviderTest {

    @TempDir
    Path root;

    private LocalProvider provider;
    private RecordKeeper keeper;

    @BeforeEach
    void create() throws InterruptedException {
        Instant now = Instant.now();
        SwarmRecord planned =
                SwarmRecord.planned("kandu", "me", "here", LocalProvider.NAME, Map.of(), now, now.plusSeconds(600));
        keeper = new RecordKeeper(
                new FileRecordStore(root.resolve("records")),
                planned.withMasterAsked().withWorkersAsked(2, 2));
        provider = new LocalProvider(root.resolve("home"), root.resolve("venv"));
        provider.create(keeper, Progress.SILENT);
        assertThat(machine("master")).isDirectory();
        assertThat(machine("worker-2")).isDirectory();
    }

    private Path machine(String name) {
        return root.resolve("home/swarms/kandu/machines").resolve(name);
    }

    @Test
    void nothingIsLeftOfASwarmThatWasTakenDown() throws Exception {
        provider.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
        assertThat(root.resolve("home/swarms")).isEmptyDirectory();
    }

    @Test
    void machinesOfOtherRolesStay() throws Exception {
        provider.destroy(keeper, Set.of(Role.WORKER), Progress.SILENT);
        assertThat(machine("master")).isDirectory();
        assertThat(machine("worker-1")).doesNotExist();
    }

    @Test
    void otherFilesInTheFolderOfTheSwarmStay() throws Exception {
        Path other = Files.writeString(root.resolve("home/swarms/kandu/swarm.json"), "{}");
        provider.destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
        assertThat(other).exists();
    }
}
