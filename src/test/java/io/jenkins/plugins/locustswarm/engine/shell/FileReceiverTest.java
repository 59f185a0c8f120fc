package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.shell.FileRequest.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReceiverTest {

    private static final FileRequest LOG = new FileRequest("master.log", 10, Part.BOTH_ENDS);
    private static final FileRequest TABLE = new FileRequest("locust_failures.csv", 30, Part.FIRST_ROWS);
    private static final FileRequest PAGE = new FileRequest("locust.html", 10, Part.NOTHING);
    private static final List<FileRequest> ALL = List.of(LOG, TABLE, PAGE);

    @TempDir
    private Path folder;

    private Path there;
    private Path here;

    @BeforeEach
    void makeFolders() throws IOException {
        there = Files.createDirectory(folder.resolve("there"));
        here = Files.createDirectory(folder.resolve("here"));
    }

    private List<FetchedFile> fetch() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        FileSender.send(there, ALL, sent);
        return receive(sent.toByteArray(), 7);
    }

    /** In pieces of that many bytes, as they come from a network. */
    private List<FetchedFile> receive(byte[] sent, int piece) {
        try (FileReceiver receiver = new FileReceiver("worker-1", ALL, here)) {
            for (int i = 0; i < sent.length; i += piece) {
                receiver.write(sent, i, Math.min(piece, sent.length - i));
            }
            return receiver.files();
        }
    }

    private void refused(String sent, String message) throws IOException {
        assertThatThrownBy(() -> receive(sent.getBytes(UTF_8), 1000))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("worker-1")
                .hasMessageContaining(message);
        try (Stream<Path> files = Files.list(here)) {
            assertThat(files).noneMatch(file -> file.toString().contains(".part"));
        }
    }

    @Test
    void filesUpToTheirLimitAreComplete() throws IOException {
        Files.writeString(there.resolve("master.log"), "0123456789");
        Files.writeString(there.resolve("locust_failures.csv"), "");
        assertThat(fetch())
                .containsExactly(
                        new FetchedFile(LOG, here.resolve("master.log"), 10),
                        new FetchedFile(TABLE, here.resolve("locust_failures.csv"), 0))
                .noneMatch(FetchedFile::isCut);
        assertThat(here.resolve("master.log")).hasContent("0123456789");
        assertThat(here.resolve("locust_failures.csv")).isEmptyFile();
    }

    @Test
    void bothEndsOfALogThatIsTooLongAreKeptAndTheGapIsMarked() throws IOException {
        Files.writeString(there.resolve("master.log"), "begin" + "x".repeat(1000) + "ended");
        assertThat(fetch()).singleElement().matches(FetchedFile::isCut);
        assertThat(here.resolve("master.log")).hasContent("begin\n[1000 bytes of this file are left out here]\nended");
    }

    @Test
    void theFirstCompleteRowsOfATableThatIsTooLongAreKept() throws IOException {
        Files.writeString(
                there.resolve("locust_failures.csv"), "a,b\r\n1,2\r\n3,\"text\nof \"\"several\"\"\nlines\"\r\n");
        assertThat(fetch()).singleElement().matches(FetchedFile::isCut);
        assertThat(here.resolve("locust_failures.csv")).hasContent("a,b\r\n1,2\r\n");
    }

    @Test
    void aPageThatIsTooLongIsLeftOut() throws IOException {
        Files.writeString(there.resolve("locust.html"), "x".repeat(1000));
        assertThat(fetch()).containsExactly(new FetchedFile(PAGE, null, 1000));
        assertThat(here).isEmptyDirectory();
    }

    @Test
    void onlyRegularFilesAreSent() throws Exception {
        Files.createDirectory(there.resolve("locust.html"));
        assertThat(new ProcessBuilder("mkfifo", there.resolve("master.log").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createSymbolicLink(there.resolve("locust_failures.csv"), Path.of("/dev/zero"));
        assertThat(fetch()).isEmpty();
    }

    @Test
    void aMachineCannotSendMoreThanItAnnounced() throws IOException {
        refused("0 3\nabcd" + "x".repeat(500), "was not requested: \"dxxx");
        refused("0 99999999999999\n" + "x".repeat(10) + "y".repeat(5000), "was not requested: \"yyyy");
        assertThat(Files.size(here.resolve("master.log"))).isLessThan(100);
    }

    @Test
    void aMachineCannotSendFilesThatWereNotRequested() throws IOException {
        for (String header :
                List.of("3 1", "../evil 1", "/tmp/evil 1", "-1 1", "0 -1", "0 1 1", "", "0 9999999999999999999")) {
            refused(header + "\nx", "was not requested: \"" + header);
        }
        refused("0 1\nx0 1\nx", "was not requested: \"0 1\"");
        refused("\u001b[2J\n", "was not requested: \"?[2J\"");
    }

    @Test
    void anAnswerThatEndsTooEarlyIsAnError() throws IOException {
        refused("", "ended too early");
        refused("0 5\nabc", "ended too early");
        refused("0 5\nabcde", "ended too early");
    }

    @Test
    void whatComesAfterTheEndIsIgnored() {
        assertThat(receive("0 1\nxend\n1 5000".getBytes(UTF_8), 1)).hasSize(1);
    }

    @Test
    void aLocalFolderThatCannotBeWrittenIsNotTheMachinesFault() throws IOException {
        Files.delete(here);
        assertThatThrownBy(() -> receive("0 1\nxend\n".getBytes(UTF_8), 100)).isInstanceOf(UncheckedIOException.class);
    }
}
