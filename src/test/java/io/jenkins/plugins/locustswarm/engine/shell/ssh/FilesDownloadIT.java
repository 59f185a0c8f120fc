package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.shell.BrokenConnectionException;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files come from a real SSH server, honest or not. */
class FilesDownloadIT extends SshTest {

    private static final Duration TIME = Duration.ofMinutes(2);
    private static final String SOURCE = "/home/load/a run";

    private Path target;

    @BeforeEach
    void makeFiles() throws IOException {
        target = Files.createDirectory(folder.resolve("target"));
        machine.exec("mkdir '" + SOURCE + "' && cd '" + SOURCE + "' && echo stats > locust_stats.csv"
                + " && echo log > master.log && echo odd > \"-x '\\$(id)\" && head -c 30000000 /dev/urandom > big");
    }

    @Test
    void filesThatExistAreFetchedInTheOrderOfTheRequests() throws Exception {
        List<String> names = List.of("master.log", "missing", "-x '$(id)", "locust_stats.csv");
        assertThat(get(names))
                .containsExactly(
                        target.resolve("master.log"), target.resolve("-x '$(id)"), target.resolve("locust_stats.csv"));
        assertThat(target.resolve("locust_stats.csv")).hasContent("stats");
        assertThat(target.resolve("-x '$(id)")).hasContent("odd");
        assertThat(files()).hasSize(3);
    }

    @Test
    void aLargeFileIsFetchedCompletely() throws Exception {
        get(List.of("big"));
        assertThat(Files.size(target.resolve("big"))).isEqualTo(30_000_000);
        String there = machine.exec("sha256sum < '" + SOURCE + "/big'").out();
        Process here = new ProcessBuilder("sha256sum")
                .redirectInput(target.resolve("big").toFile())
                .start();
        assertThat(new String(here.getInputStream().readAllBytes())).isEqualTo(there);
    }

    @Test
    void anOlderCopyIsReplaced() throws Exception {
        Files.writeString(target.resolve("master.log"), "older and longer than the new one");
        get(List.of("master.log"));
        assertThat(target.resolve("master.log")).hasContent("log");
    }

    @Test
    void nothingIsFetchedFromAMissingFolder() throws Exception {
        assertThat(shell.getFiles("/nowhere", wanted(List.of("x")), target, TIME))
                .isEmpty();
        assertThat(get(List.of("missing"))).isEmpty();
    }

    @Test
    void aFileThatGrowsMeanwhileIsFetched() throws Exception {
        machine.exec("cd '" + SOURCE
                + "'; setsid bash -c 'while :; do echo line; done >> growing' </dev/null >/dev/null 2>&1 &");
        for (int i = 0; i < 5; i++) {
            assertThat(get(List.of("growing", "master.log"))).contains(target.resolve("master.log"));
        }
    }

    @Test
    void aFileThatIsTooLongIsFetchedUpToItsLimit() throws Exception {
        machine.exec("cd '" + SOURCE + "'; { echo begin; head -c 30000000 /dev/zero; echo end; } > master.log;"
                + " seq 1000000 > locust_stats.csv");
        List<FetchedFile> files = shell.getFiles(
                SOURCE,
                List.of(
                        new FileRequest("big", 29_999_999, FileRequest.Part.NOTHING),
                        new FileRequest("master.log", 1_000_000, FileRequest.Part.BOTH_ENDS),
                        new FileRequest("locust_stats.csv", 1_000_000, FileRequest.Part.FIRST_ROWS)),
                target,
                TIME);
        assertThat(files).hasSize(3).allMatch(FetchedFile::isCut);
        assertThat(files.get(0).copy()).isNull();
        byte[] log = Files.readAllBytes(target.resolve("master.log"));
        assertThat(log.length).isBetween(1_000_000, 1_000_100);
        assertThat(log).startsWith("begin\n".getBytes()).endsWith("end\n".getBytes());
        List<String> rows = Files.readAllLines(target.resolve("locust_stats.csv"));
        assertThat(rows).startsWith("1", "2").hasSizeGreaterThan(100_000);
        assertThat(rows.get(rows.size() - 1)).isEqualTo(String.valueOf(rows.size()));
        assertThat(Files.size(target.resolve("locust_stats.csv"))).isBetween(999_990L, 1_000_000L);
        assertThat(files()).hasSize(2);
    }

    /** What the machine sends instead of the files, as arguments of printf. */
    private void answerWith(String command) throws Exception {
        machine.exec("printf '%s\\n' '#!/bin/bash' \"{ " + command + "; } | /usr/bin/gzip; cat >/dev/null\""
                + " > /usr/local/bin/gzip; chmod 755 /usr/local/bin/gzip");
    }

    @Test
    void aHostileMachineCannotWriteOtherFilesThanRequested() throws Exception {
        for (String header : List.of("../evil 4", "/tmp/evil-locust-swarm 4", "other 4", "2 4", "0 1\\n.0 1")) {
            answerWith("printf '" + header + "\\nevil'");
            assertThatThrownBy(() -> get(List.of("master.log", "link")))
                    .as(header)
                    .isInstanceOf(ShellException.class)
                    .hasMessageContaining("worker-1 (" + machine.address() + ") sent a file that was not requested");
            assertThat(folder.resolve("evil")).doesNotExist();
            assertThat(Path.of("/tmp/evil-locust-swarm")).doesNotExist();
        }
    }

    @Test
    void aHostileMachineCannotFillTheDisk() throws Exception {
        FileRequest small = new FileRequest("master.log", 1000, FileRequest.Part.BOTH_ENDS);
        for (String size : List.of("5", "1000", "999999999999999999")) {
            answerWith("printf '0 " + size + "\\n'; yes | head -c 2000000000");
            assertThatThrownBy(() -> shell.getFiles(SOURCE, List.of(small), target, TIME))
                    .as(size)
                    .isInstanceOf(ShellException.class)
                    .hasMessageContaining("sent a file that was not requested");
            assertThat(Files.size(target.resolve("master.log"))).isLessThan(1100);
        }
    }

    @Test
    void aCutConnectionLeavesNoPartialFile() throws Exception {
        machine.exec("printf '%s\\n' '#!/bin/bash' '/usr/bin/gzip | head -c 5000000; touch /tmp/half; sleep 1000'"
                + " > /usr/local/bin/gzip; chmod 755 /usr/local/bin/gzip");
        CompletableFuture<List<Path>> getting = CompletableFuture.supplyAsync(() -> {
            try {
                return get(List.of("big"));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Deadline deadline = Deadline.in(TIME);
        while (!machine.exec("test -e /tmp/half").succeeded()) {
            assertThat(deadline.passed()).isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
        machine.cut();
        assertThat(getting)
                .failsWithin(TIME)
                .withThrowableThat()
                .withCauseInstanceOf(ShellException.class)
                .withMessageContaining("broke while files in " + SOURCE + " were fetched");
        assertThat(files()).isEmpty();
    }

    @Test
    void aDownloadWithoutProgressEndsAtTheDeadlineAndIsNotRepeated() throws Exception {
        machine.exec("printf '%s\\n' '#!/bin/bash' '/usr/bin/gzip | head -c 5000000; sleep 1000'"
                + " > /usr/local/bin/gzip; chmod 755 /usr/local/bin/gzip");
        assertThatThrownBy(() -> shell.getFiles(SOURCE, wanted(List.of("big")), target, Duration.ofSeconds(1)))
                .isInstanceOf(ShellException.class)
                .isNotInstanceOf(BrokenConnectionException.class)
                .hasMessage("The files in " + SOURCE + " on worker-1 (" + machine.address()
                        + ") were not received within 1 s.");
        assertThat(files()).isEmpty();
    }

    @Test
    void aLocalFolderThatCannotBeWrittenIsNotTheMachinesFault() {
        assertThatThrownBy(() -> shell.getFiles(SOURCE, wanted(List.of("master.log")), folder.resolve("missing"), TIME))
                .isInstanceOf(UncheckedIOException.class);
    }

    private List<Path> get(List<String> names) throws InterruptedException {
        return shell.getFiles(SOURCE, wanted(names), target, TIME).stream()
                .map(FetchedFile::copy)
                .toList();
    }

    private static List<FileRequest> wanted(List<String> names) {
        return names.stream()
                .map(name -> new FileRequest(name, 100_000_000, FileRequest.Part.BOTH_ENDS))
                .toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.toList();
        }
    }
}
