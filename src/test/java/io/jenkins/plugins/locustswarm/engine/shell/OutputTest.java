package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OutputTest {

    @Test
    void allLinesAreKeptAndHandedOn() throws InterruptedException {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        Output output = new Output(
                "test", new ByteArrayInputStream("one\n\ntwo\r\n\r\n10%\r20%\nthree".getBytes(UTF_8)), lines::add);
        assertThat(output.text()).isEqualTo("one\n\ntwo\n\n10%\n20%\nthree\n");
        assertThat(lines).containsExactly("one", "", "two", "", "10%", "20%", "three");
        assertThat(output.lastLine()).isEqualTo("three");
    }

    @Test
    void noOutputIsAnEmptyText() throws InterruptedException {
        Output output = new Output("test", new ByteArrayInputStream(new byte[0]), line -> {});
        assertThat(output.text()).isEmpty();
        assertThat(output.lastLine()).isEmpty();
    }

    @Test
    void theLastMebibyteOfAVeryLongOutputIsKept() throws InterruptedException {
        String line = "x".repeat(99);
        byte[] bytes = ((line + "\n").repeat(50_000) + "the end\n").getBytes(UTF_8);
        String text = new Output("test", new ByteArrayInputStream(bytes), ignored -> {}).text();
        assertThat(text.length()).isBetween((1 << 20) - 200, 1 << 20);
        assertThat(text).startsWith(line).endsWith("the end\n");
    }

    @Test
    void theLastOfVeryManyShortLinesAreKept() throws InterruptedException {
        byte[] bytes = ("\n".repeat(500_000) + "the end\n").getBytes(UTF_8);
        String text = new Output("test", new ByteArrayInputStream(bytes), ignored -> {}).text();
        assertThat(text.lines().count()).isEqualTo(200_000);
        assertThat(text).endsWith("\nthe end\n");
    }

    @Test
    void oneEndlessLineCannotFillTheMemory() throws InterruptedException {
        byte[] bytes = ("x".repeat(5 << 20) + "\nthe end\n").getBytes(UTF_8);
        List<Integer> lengths = Collections.synchronizedList(new ArrayList<>());
        String text = new Output("test", new ByteArrayInputStream(bytes), line -> lengths.add(line.length())).text();
        assertThat(text.length()).isLessThanOrEqualTo(1 << 20);
        assertThat(text).endsWith("the end\n");
        assertThat(lengths).allMatch(length -> length <= 1 << 20);
    }

    @Test
    void bytesThatAreNotTextAreReplaced() throws InterruptedException {
        byte[] bytes = {'a', (byte) 0xff, 'b', '\n'};
        assertThat(new Output("test", new ByteArrayInputStream(bytes), line -> {}).text())
                .isEqualTo("a\ufffdb\n");
    }

    @Test
    void anOutputThatStaysOpenIsNotWaitedForForEver() throws IOException, InterruptedException {
        PipedInputStream in = new PipedInputStream();
        CountDownLatch read = new CountDownLatch(1);
        try (PipedOutputStream out = new PipedOutputStream(in)) {
            Output output = new Output("test", in, line -> read.countDown());
            out.write("started\n".getBytes(UTF_8));
            out.flush();
            read.await();
            assertThat(output.text()).isEqualTo("started\n");
        }
    }
}
