package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipInputTest {

    private static byte[] member(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String read(ByteArrayOutputStream compressed) throws IOException {
        try (GzipInput in = new GzipInput(new ByteArrayInputStream(compressed.toByteArray()))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void whatGzipWritesIsDecompressed() throws IOException {
        String text = "0 4\nline of a log\n".repeat(100_000);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressed.write(member(text));
        assertThat(read(compressed)).isEqualTo(text);
    }

    @Test
    void whatAParallelGzipWritesInPartsIsDecompressed() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            compressed.write(member("x"));
        }
        compressed.write(member(""));
        assertThat(read(compressed)).isEqualTo("x".repeat(1000));
    }

    @Test
    void aStreamOfNothingButEmptyPartsIsAnErrorOfTheConnection() throws IOException {
        byte[] empty = member("");
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        for (int i = 0; i < 100_000; i++) {
            compressed.write(empty);
        }
        assertThatThrownBy(() -> read(compressed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too many parts");
    }
}
