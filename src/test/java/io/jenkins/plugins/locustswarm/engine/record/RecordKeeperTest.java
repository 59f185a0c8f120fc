package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordKeeperTest {

    @Test
    void everyChangeIsSavedBeforeItCounts() {
        Saves saves = new Saves(false);
        RecordKeeper keeper = new RecordKeeper(saves, Records.planned("kandu"));
        SwarmRecord next = keeper.update(SwarmRecord::withMasterAsked);
        assertThat(saves.saved).containsExactly(next);
        assertThat(keeper.get()).isEqualTo(next);
    }

    @Test
    void aChangeThatChangesNothingIsNotSaved() {
        Saves saves = new Saves(false);
        RecordKeeper keeper = new RecordKeeper(saves, Records.full("kandu"));
        keeper.update(SwarmRecord::withMasterAsked);
        assertThat(saves.saved).isEmpty();
    }

    @Test
    void aChangeThatCannotBeSavedDidNotHappen() {
        RecordKeeper keeper = new RecordKeeper(new Saves(true), Records.planned("kandu"));
        assertThatThrownBy(() -> keeper.update(SwarmRecord::withMasterAsked)).isInstanceOf(BringUpException.class);
        assertThat(keeper.get()).isEqualTo(Records.planned("kandu"));
    }

    @Test
    void aChangeThatCannotWaitForTheDiskIsSavedWithTheNextOne() {
        Saves saves = new Saves(true);
        RecordKeeper keeper = new RecordKeeper(saves, Records.planned("kandu"));
        assertThat(keeper.updateAnyway(SwarmRecord::withMasterAsked)).isPresent();
        assertThat(keeper.get()).isEqualTo(Records.planned("kandu").withMasterAsked());
        saves.full = false;
        assertThat(keeper.hasUnsaved()).isTrue();
        SwarmRecord next = keeper.update(record -> record.withWorkersAsked(1, 1));
        assertThat(saves.saved).containsExactly(next);
        assertThat(next.masterAsked()).isTrue();
        assertThat(keeper.hasUnsaved()).isFalse();
        assertThat(keeper.updateAnyway(record -> record.withResource("a", "b"))).isEmpty();
    }

    @Test
    void changesThatCouldNotBeSavedAreSavedByAnUpdateThatChangesNothing() {
        Saves saves = new Saves(true);
        RecordKeeper keeper = new RecordKeeper(saves, Records.planned("kandu"));
        keeper.updateAnyway(SwarmRecord::withMasterAsked);
        keeper.updateAnyway(record -> record.withResource("a", "b"));
        saves.full = false;
        SwarmRecord both = Records.planned("kandu").withMasterAsked().withResource("a", "b");
        assertThat(keeper.update(record -> record)).isEqualTo(both);
        assertThat(saves.saved).containsExactly(both);
    }

    @Test
    void changesBySeveralThreadsAreAllKept() throws InterruptedException {
        RecordKeeper keeper = new RecordKeeper(new Saves(false), Records.planned("kandu"));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "thread-" + i;
            threads.add(new Thread(() -> {
                for (int change = 0; change < 50; change++) {
                    String key = name + "-" + change;
                    keeper.update(record -> record.withResource(key, "made"));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(keeper.get().resources()).hasSize(8 * 50);
    }

    private static final class Saves implements RecordStore {

        private final List<SwarmRecord> saved = new ArrayList<>();
        private boolean full;

        Saves(boolean full) {
            this.full = full;
        }

        @Override
        public void save(SwarmRecord record) {
            if (full) {
                throw new BringUpException("The disk is full.");
            }
            saved.add(record);
        }

        @Override
        public Optional<SwarmRecord> load(String name) {
            return Optional.empty();
        }

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public void delete(String name) {}
    }
}
