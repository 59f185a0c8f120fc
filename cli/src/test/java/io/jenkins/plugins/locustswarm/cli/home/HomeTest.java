package io.jenkins.plugins.locustswarm.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path folder;

    @Test
    void theHomeIsTheUsersUnlessTheVariableSaysOtherwise() {
        assertThat(Home.of(Map.of()).folder()).isEqualTo(Path.of(System.getProperty("user.home"), ".locust-swarm"));
        assertThat(Home.of(Map.of(Home.VARIABLE, " ")).folder())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".locust-swarm"));
        assertThat(Home.of(Map.of(Home.VARIABLE, folder.toString())).folder()).isEqualTo(folder);
    }

    @Test
    void theControllersIdStaysTheSame() {
        String id = new Home(folder).controllerId();
        assertThat(id).matches("[0-9a-f-]{36}");
        assertThat(new Home(folder).controllerId()).isEqualTo(id);
    }

    private void record(String name, String owner, String controllerId, Instant createdAt) {
        new Home(folder)
                .records()
                .save(SwarmRecord.planned(name, owner, controllerId, "ec2", Map.of(), createdAt, createdAt));
    }

    @Test
    void aLostIdIsThatOfTheOwnersNewestSwarm() throws IOException {
        Home home = new Home(folder);
        Instant noon = Instant.parse("2026-05-01T12:00:00Z");
        record("older", home.owner(), "id-of-older", noon);
        record("newer", home.owner(), "id-of-newer", noon.plusSeconds(60));
        record("colleagues", "bob@elsewhere", "id-of-bob", noon.plusSeconds(120));
        Path broken = Files.createDirectories(folder.resolve("swarms/broken"));
        Files.writeString(broken.resolve("record.json"), "{");

        assertThat(home.controllerId()).isEqualTo("id-of-newer");
        assertThat(folder.resolve("controller-id")).hasContent("id-of-newer");
    }

    @Test
    void theIdOfAnotherOwnersRecordIsNotTaken() {
        record("colleagues", "bob@elsewhere", "id-of-bob", Instant.parse("2026-05-01T12:00:00Z"));
        assertThat(new Home(folder).controllerId()).matches("[0-9a-f-]{36}");
    }

    @Test
    void anEmptyFileIsNoId() throws IOException {
        Files.writeString(folder.resolve("controller-id"), "\n");
        String id = new Home(folder).controllerId();
        assertThat(id).matches("[0-9a-f-]{36}");
        assertThat(new Home(folder).controllerId()).isEqualTo(id);
    }

    @Test
    void commandsThatStartAtOnceAgreeOnTheControllersId() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> id = () -> new Home(folder).controllerId();
            assertThat(threads.invokeAll(Stream.generate(() -> id).limit(8).toList()))
                    .extracting(future -> future.get())
                    .containsOnly(new Home(folder).controllerId());
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theOwnerIsTheUserOnThisMachine() {
        assertThat(new Home(folder).owner())
                .startsWith(System.getProperty("user.name") + "@")
                .doesNotEndWith("@");
    }

    @Test
    void aSwarmInUseIsRefusedWithTheNameOfItsUser() {
        Home home = new Home(folder);
        try (CommandLock lock = home.lock("nightly", "locust-swarm up")) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> home.lock("nightly", "locust-swarm down"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageMatching("Swarm nightly is in use by \"locust-swarm up\" \\(process "
                            + ProcessHandle.current().pid() + ", since \\d\\d:\\d\\d:\\d\\d\\)\\. Wait .*");
            home.lock("another", "locust-swarm down").close();
        }
        home.lock("nightly", "locust-swarm down").close();
    }

    @Test
    void aSwarmTakenAtAFullMinuteIsInUseSinceThatMinuteWithItsSeconds() {
        assertThat(CommandLock.note("locust-swarm up", LocalTime.of(12, 23))).endsWith(", since 12:23:00)");
    }

    @Test
    void aSwarmIsLockedOnAFullDiskSoThatItCanBeTakenDown() throws IOException {
        Path full = Path.of("/dev/full"); // a file that nothing can be written to
        assumeTrue(Files.exists(full));
        Files.createDirectories(folder.resolve("locks"));
        Files.createSymbolicLink(folder.resolve("locks/nightly"), full);
        try (CommandLock lock = new Home(folder).lock("nightly", "down all")) {
            assertThatThrownBy(() -> new Home(folder).lock("nightly", "up all"))
                    .hasMessageStartingWith("Swarm nightly is in use by another command.");
        }
    }

    @Test
    void aLockThatWasGivenBackLeavesNothing() throws IOException {
        new Home(folder).lock("nightly", "locust-swarm up").close();
        try (Stream<Path> files = Files.list(folder.resolve("locks"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aHomeThatCannotBeWrittenIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new Home(file).controllerId())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("set LOCUST_SWARM_HOME to another folder");
        assertThatThrownBy(() -> new Home(file).lock("a", "locust-swarm up")).isInstanceOf(BadInputException.class);
    }
}
