package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRecordStoreTest {

    @TempDir
    Path folder;

    private FileRecordStore store;

    @BeforeEach
    void setUp() {
        store = new FileRecordStore(folder.resolve("home/swarms"));
    }

    @Test
    void whatWasSavedIsLoaded() {
        store.save(Records.full("kandu"));
        store.save(Records.planned("other"));
        assertThat(store.load("kandu")).contains(Records.full("kandu"));
        assertThat(store.load("other")).contains(Records.planned("other"));
        assertThat(store.names()).containsExactly("kandu", "other");
    }

    @Test
    void thereIsNothingBeforeTheFirstSave() {
        assertThat(store.load("kandu")).isEmpty();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void aSecondSaveReplacesTheFirstAndLeavesNothingElse() throws IOException {
        store.save(Records.planned("kandu"));
        store.save(Records.full("kandu"));
        assertThat(store.load("kandu")).contains(Records.full("kandu"));
        assertThat(filesIn(store.folderOf("kandu"))).containsExactly("record.json");
    }

    @Test
    void aSaveThatWasCutShortLeavesTheOldRecordAndTheNextOneSucceeds() throws IOException {
        store.save(Records.planned("kandu"));
        Files.writeString(store.folderOf("kandu").resolve("record.json.part"), "{\"format\": 1, \"na");
        assertThat(store.load("kandu")).contains(Records.planned("kandu"));
        store.save(Records.full("kandu"));
        assertThat(store.load("kandu")).contains(Records.full("kandu"));
        assertThat(filesIn(store.folderOf("kandu"))).containsExactly("record.json");
    }

    @Test
    void aThreadThatIsInterruptedStillSavesItsRecord() {
        Thread.currentThread().interrupt();
        store.save(Records.full("kandu"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.load("kandu")).contains(Records.full("kandu"));
    }

    @Test
    void aReaderNeverSeesHalfARecord() throws InterruptedException {
        store.save(Records.planned("kandu"));
        List<RuntimeException> failures = new ArrayList<>();
        Thread reader = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    assertThat(store.load("kandu")).isPresent();
                }
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        reader.start();
        for (int i = 0; i < 200; i++) {
            store.save(i % 2 == 0 ? Records.full("kandu") : Records.planned("kandu"));
        }
        reader.interrupt();
        reader.join();
        assertThat(failures).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(folder.resolve("home"), "a file where the folder should be");
        assertThatThrownBy(() -> store.save(Records.planned("kandu")))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("The record of swarm kandu could not be written to " + folder)
                .hasMessageContaining("Check the free space and the permissions of the folder");
    }

    @Test
    void aRecordUnderAnotherNameIsRefused() throws IOException {
        store.save(Records.planned("kandu"));
        Files.move(store.folderOf("kandu"), store.folderOf("renamed"));
        assertThatThrownBy(() -> store.load("renamed"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("belongs to another swarm, kandu");
    }

    @Test
    void aBrokenRecordIsNamedAndStillListed() throws IOException {
        Path file = Files.createDirectories(store.folderOf("kandu")).resolve("record.json");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> store.load("kandu"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString());
        assertThat(store.names()).containsExactly("kandu");
    }

    @Test
    void aNameThatLeavesTheFolderIsRefused() {
        assertThatThrownBy(() -> store.load("../../etc")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> store.delete("..")).isInstanceOf(BadInputException.class);
    }

    @Test
    void foldersWithoutARecordAreNoSwarms() throws IOException {
        Files.createDirectories(folder.resolve("home/swarms/empty"));
        Files.writeString(folder.resolve("home/swarms/a-file"), "");
        assertThat(store.names()).isEmpty();
    }

    @Test
    void deletingForgetsTheSwarmAndItsFiles() throws IOException {
        store.save(Records.planned("kandu"));
        store.save(Records.planned("other"));
        Path elsewhere = Files.writeString(folder.resolve("keep.txt"), "not ours");
        Files.createSymbolicLink(store.folderOf("kandu").resolve("link"), folder);
        store.delete("kandu");
        store.delete("kandu");
        assertThat(store.names()).containsExactly("other");
        assertThat(store.folderOf("kandu")).doesNotExist();
        assertThat(elsewhere).exists();
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aRecordThatCannotBeReadIsNamed() throws IOException {
        Path file = Files.createDirectories(store.folderOf("kandu").resolve("record.json"));
        assertThatThrownBy(() -> store.load("kandu"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The swarm record " + file + " cannot be read: ");
        assertThat(store.names()).isEmpty();
    }
}
