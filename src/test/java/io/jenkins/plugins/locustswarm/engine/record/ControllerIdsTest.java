package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerIdsTest {

    @TempDir
    private Path folder;

    private List<String> ids(String... known) {
        return new ControllerIds(folder.resolve("own/controller-ids")).orElse(() -> List.of(known), () -> "fresh");
    }

    @Test
    void anInstallationThatKnowsNoneGetsAnIdAndKeepsIt() {
        assertThat(ids()).containsExactly("fresh");
        assertThat(ids("another")).containsExactly("fresh");
    }

    @Test
    void aLostFileOfIdsIsReplacedByTheIdsThatAreKnownElsewhere() {
        assertThat(ids("current", "before", "current", " ", "earlier")).containsExactly("current", "before", "earlier");
        assertThat(ids()).containsExactly("current", "before", "earlier");
    }

    @Test
    void anEmptyFileHoldsNoId() throws IOException {
        Files.createDirectories(folder.resolve("own"));
        Files.writeString(folder.resolve("own/controller-ids"), "\n \n");
        assertThat(ids()).containsExactly("fresh");
    }

    @Test
    void aFreshIdThatCannotBeKeptIsRefused() throws IOException {
        Files.createFile(folder.resolve("own"));
        assertThatThrownBy(this::ids)
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("could not be saved in " + folder.resolve("own/controller-ids"));
    }

    @Test
    void idsThatAreKnownDoNotNeedTheFile() throws IOException {
        Files.createFile(folder.resolve("own"));
        assertThat(ids("current", "before")).containsExactly("current", "before");
    }

    @Test
    void aFileThatCannotBeReadIsNotReplaced() throws IOException {
        Path file = Files.createDirectories(folder.resolve("own/controller-ids"));
        assertThat(ids("current")).containsExactly("current");
        assertThatThrownBy(this::ids).isInstanceOf(BringUpException.class);
        assertThat(file).isEmptyDirectory();
    }

    @Test
    void theIdsOfRecordsAreFoundTheNewestFirst() throws IOException {
        FileRecordStore records = new FileRecordStore(folder);
        Instant noon = Instant.parse("2026-05-01T12:00:00Z");
        List.of("one", "two", "three", "two")
                .forEach(id -> records.save(SwarmRecord.planned(
                        "swarm-of-" + id, "ann", id, "ec2", Map.of(), noon.plusSeconds(id.length()), noon)));
        Files.writeString(folder.resolve("swarm-of-two/record.json"), "{");
        assertThat(ControllerIds.recordedIn(records, record -> true)).containsExactly("three", "one");
        assertThat(ControllerIds.recordedIn(records, record -> record.owner().equals("bob")))
                .isEmpty();
    }

    @Test
    void aFreshIdWhoseFolderCannotBeMadeIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("own"), folder.resolve("gone"));
        assertThat(ids("current")).containsExactly("current");
        assertThatThrownBy(this::ids)
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("could not be saved in " + folder.resolve("own/controller-ids"));
    }
}
