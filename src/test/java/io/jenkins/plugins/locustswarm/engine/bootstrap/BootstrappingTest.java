package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.local.LocalProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bring-ups of a swarm whose files change between them, some of which fail or are killed. */
@Timeout(120)
class BootstrappingTest {

    @TempDir
    private Path folder;

    private RecordKeeper keeper;
    private LocalProvider provider;
    private Swarm swarm;

    @BeforeEach
    void makeSwarm() {
        Instant now = Instant.now();
        keeper = new RecordKeeper(
                new FileRecordStore(folder.resolve("records")),
                SwarmRecord.planned("kandu", "me", "here", LocalProvider.NAME, Map.of(), now, now.plusSeconds(600)));
        provider = new LocalProvider(folder.resolve("home"), folder.resolve("venv"));
        swarm = new Swarm(keeper, provider, Progress.SILENT);
    }

    @AfterEach
    void takeDown() throws InterruptedException {
        swarm.down(EnumSet.allOf(Role.class));
        swarm.close();
    }

    /** Returns a plan whose bootstrap.sh says that it has run. */
    private SwarmPlan plan(String name, String body) throws IOException {
        Path files = Files.createDirectories(folder.resolve(name));
        Path script = files.resolve("bootstrap.sh");
        Files.writeString(
                script,
                String.join(
                        "\n",
                        "#!/bin/bash",
                        "echo " + name + " >>" + ran(),
                        "mkdir -p $LOCUST_SWARM_VENV/bin",
                        "ln -sf /bin/true $LOCUST_SWARM_VENV/bin/locust",
                        body,
                        ""));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new SwarmPlan(Set.of(Role.MASTER), 1, 1, FolderSnapshot.of(files), Duration.ofMinutes(1));
    }

    private Path ran() {
        return folder.resolve("ran");
    }

    /** What a controller writes down that is killed before it has changed anything on the machine. */
    private void killedBeforeItBegan(SwarmPlan plan) {
        keeper.update(record -> record.withMachine(
                "master", machine -> machine.withBootstrapping(plan.bootstrap().digest())));
    }

    private MachineRecord master() {
        return keeper.get().master().orElseThrow();
    }

    @Test
    void theSuccessOfEarlierFilesDoesNotCountForNewOnes() throws Exception {
        swarm.up(plan("old", ""));
        SwarmPlan next = plan("new", "");
        killedBeforeItBegan(next);
        swarm.up(next);
        assertThat(ran()).hasContent("old\nnew");
        assertThat(master().bootstrapped()).isEqualTo(next.bootstrap().digest());
    }

    @Test
    void aMachineThatIsBeingChangedIsNotReady() throws Exception {
        swarm.up(plan("old", ""));
        killedBeforeItBegan(plan("new", ""));
        assertThat(keeper.get().ready(Role.MASTER)).isEmpty();
        swarm.up(plan("old", ""));
        assertThat(ran()).hasContent("old\nold");
        assertThat(keeper.get().ready(Role.MASTER)).hasSize(1);
    }

    @Test
    void afterAFailureWithNewFilesTheEarlierOnesAreBootstrappedAgain() throws Exception {
        swarm.up(plan("old", ""));
        SwarmPlan fails = plan("new", "exit 3");
        assertThatThrownBy(() -> swarm.up(fails)).isInstanceOf(BringUpException.class);
        assertThat(List.of(master())).allMatch(machine -> machine.bootstrapping() == null);
        swarm.up(plan("old", ""));
        assertThat(ran()).hasContent("old\nnew\nold");
    }

    @Test
    void aFailureThatNobodyHasSeenIsTriedAgain() throws Exception {
        SwarmPlan plan = plan("files", "[[ -e " + folder.resolve("fixed") + " ]]");
        assertThatThrownBy(() -> swarm.up(plan)).isInstanceOf(BringUpException.class);
        killedBeforeItBegan(plan);
        Files.createFile(folder.resolve("fixed"));
        swarm.up(plan);
        assertThat(ran()).hasContent("files\nfiles");
    }
}
