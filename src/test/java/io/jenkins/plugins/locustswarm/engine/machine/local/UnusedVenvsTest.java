package io.jenkins.plugins.locustswarm.engine.machine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnusedVenvsTest {

    @TempDir
    Path home;

    private Path first;
    private Path second;

    @BeforeEach
    void twoEnvironmentsExist() throws IOException {
        first = venv();
        second = venv();
    }

    private Path venv() throws IOException {
        Path venv = home.resolve("venvs").resolve(UUID.randomUUID().toString());
        Files.createDirectories(venv.resolve("bin"));
        Files.createFile(Path.of(venv + ".lock"));
        return venv;
    }

    private RecordKeeper bringUp(String name, Path venv) throws InterruptedException {
        Instant now = Instant.now();
        SwarmRecord planned =
                SwarmRecord.planned(name, "me", "here", LocalProvider.NAME, Map.of(), now, now.plusSeconds(600));
        RecordKeeper keeper = new RecordKeeper(
                new FileRecordStore(home.resolve("records")),
                planned.withMasterAsked().withWorkersAsked(1, 1));
        new LocalProvider(home, venv).create(keeper, Progress.SILENT);
        return keeper;
    }

    private void takeDown(RecordKeeper keeper, Path venv) throws InterruptedException {
        new LocalProvider(home, venv).destroy(keeper, EnumSet.allOf(Role.class), Progress.SILENT);
    }

    private static void age(Path venv, int days) throws IOException {
        Files.setLastModifiedTime(
                Path.of(venv + ".used"), FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    private static void assertGone(Path venv) throws InterruptedException {
        assertThat(venv).doesNotExist();
        Deadline deadline = Deadline.in(Duration.ofSeconds(20));
        while (Files.exists(Path.of(venv + ".unused"))) {
            assertThat(deadline.passed()).as("still being deleted").isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
        assertThat(Path.of(venv + ".used")).doesNotExist();
    }

    @Test
    void anEnvironmentThatNoBringUpHasUsedForAMonthIsDeleted() throws Exception {
        takeDown(bringUp("first", first), first);
        age(first, 31);

        bringUp("second", second);

        assertGone(first);
        assertThat(second).exists();
    }

    @Test
    void anEnvironmentThatWasUsedWithinAMonthStays() throws Exception {
        takeDown(bringUp("first", first), first);
        age(first, 29);

        bringUp("second", second);

        assertThat(first).exists();
    }

    @Test
    void aBringUpUsesItsEnvironmentAnew() throws Exception {
        takeDown(bringUp("first", first), first);
        age(first, 31);

        takeDown(bringUp("again", first), first);
        bringUp("second", second);

        assertThat(first).exists();
    }

    @Test
    void theEnvironmentOfASwarmThatIsUpStaysHoweverOldItIs() throws Exception {
        bringUp("first", first);
        age(first, 100);

        bringUp("second", second);

        assertThat(first).exists();
    }

    @Test
    void theEnvironmentOfARunningProcessStays() throws Exception {
        takeDown(bringUp("first", first), first);
        age(first, 100);
        Process locust = new ProcessBuilder("bash", "-c", "read -r", first + "/bin/locust").start();
        try {
            bringUp("second", second);

            assertThat(first).exists();
        } finally {
            locust.destroyForcibly();
        }
    }

    @Test
    void anEnvironmentInUseStaysWhenTheHomeIsReachedOverAnotherPath(@TempDir Path folder) throws Exception {
        Path real = home;
        takeDown(bringUp("first", first), first);
        age(first, 100);
        home = Files.createSymbolicLink(folder.resolve("link"), real);
        Process locust = new ProcessBuilder("bash", "-c", "read -r", first + "/bin/locust").start();
        try {
            takeDown(bringUp("second", home.resolve("venvs").resolve(second.getFileName())), second);
        } finally {
            locust.destroyForcibly();
            home = real;
        }
        assertThat(first).exists();

        bringUp("third", first);
        age(first, 100);
        home = folder.resolve("link");
        bringUp("fourth", home.resolve("venvs").resolve(second.getFileName()));
        home = real;
        assertThat(first).exists();
    }

    @Test
    void anEnvironmentThatABootstrapScriptIsFillingStays() throws Exception {
        takeDown(bringUp("first", first), first);
        age(first, 100);
        Process bootstrap = new ProcessBuilder("flock", first + ".lock", "sh", "-c", "echo locked; read line").start();
        try {
            assertThat(bootstrap.inputReader().readLine()).isEqualTo("locked");

            bringUp("second", second);

            assertThat(first).exists();
        } finally {
            bootstrap.destroyForcibly();
        }
    }

    @Test
    void theMonthOfAnEnvironmentOfAnEarlierVersionBeginsWithTheFirstBringUp() throws Exception {
        bringUp("second", second);
        assertThat(first).exists();
        age(first, 31);

        bringUp("third", second);

        assertGone(first);
    }

    @Test
    void otherFoldersStay() throws Exception {
        Path other = Files.createDirectories(home.resolve("venvs/mine"));
        bringUp("first", other);
        age(other, 100);

        bringUp("second", second);

        assertThat(other).exists();
    }

    @Test
    void aFailureDoesNotKeepASwarmFromComingUp() throws Exception {
        Files.createDirectories(home.resolve("venvs/lock"));

        assertThat(bringUp("first", first).get().machines()).hasSize(2);
    }
}
