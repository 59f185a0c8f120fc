package io.jenkins.plugins.locustswarm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.machine.hosts.HostsProvider;
import io.jenkins.plugins.locustswarm.engine.machine.hosts.HostsSettings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BringUpTest {

    @TempDir
    private Path folder;

    @Test
    void moreSlavesThanThereAreHostsAreRefusedBeforeAnythingIsWrittenDown() throws Exception {
        HostsSettings settings = HostsSettings.builder()
                .user("load")
                .key(() -> null)
                .trust(() -> null)
                .master("a")
                .slaves(List.of("b"))
                .build();
        FileRecordStore store = new FileRecordStore(folder);
        SwarmRecord planned =
                SwarmRecord.planned("few", "me", "here", HostsProvider.NAME, Map.of(), Instant.now(), Instant.now());
        SwarmPlan plan = new SwarmPlan(
                EnumSet.allOf(Role.class),
                3,
                3,
                FolderSnapshot.of(Repository.path("bootstrap")),
                SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE);
        try (HostsProvider provider = new HostsProvider(settings);
                Swarm swarm = new Swarm(new RecordKeeper(store, planned), provider, Progress.SILENT)) {
            assertThatThrownBy(() -> swarm.up(plan))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("hosts configured for slaves: 1");
            assertThat(swarm.record()).isEqualTo(planned);
            assertThat(store.names()).isEmpty();
        }
    }
}
