package io.jenkins.plugins.locustswarm.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileErrorTextTest {

    @TempDir
    Path folder;

    @Test
    void theReasonIsInWords() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {(byte) 0xff});
        assertReason(() -> Files.readString(folder.resolve("missing")), "there is no such file");
        assertReason(() -> Files.createFile(file), "a file with that name exists");
        assertReason(() -> Files.newDirectoryStream(file).close(), "it is not a folder");
        assertReason(() -> Files.delete(folder), "the folder is not empty");
        assertReason(() -> Files.readString(file), "it is not encoded in UTF-8");
        assertReason(() -> Files.readString(file.resolve("below")), "Not a directory");
        assertThat(FileErrorText.of(new AccessDeniedException("x"))).isEqualTo("permission denied");
        assertThat(FileErrorText.of(new FileSystemLoopException("x"))).startsWith("a symbolic link creates a loop");
    }

    private void assertReason(ThrowingCallable work, String reason) {
        IOException e = catchThrowableOfType(IOException.class, work);
        assertThat(FileErrorText.of(e)).isEqualTo(reason);
        assertThat(FileErrorText.of(new UncheckedIOException(e))).isEqualTo(reason);
    }

    @Test
    void theFileIsNamedIfTheExceptionKnowsIt() {
        assertThat(FileErrorText.withFile(new AccessDeniedException("/a/b"))).isEqualTo("/a/b: permission denied");
        assertThat(FileErrorText.withFile(new FileSystemException("/a/b", null, "No space left on device")))
                .isEqualTo("/a/b: No space left on device");
        assertThat(FileErrorText.withFile(new IOException("Broken pipe"))).isEqualTo("Broken pipe");
    }

    @Test
    void anExceptionWithoutAReasonIsNamedByItsKind() {
        assertThat(FileErrorText.of(new FileSystemException("/a/b"))).isEqualTo("FileSystemException");
        assertThat(FileErrorText.of(new IOException())).isEqualTo("IOException");
    }
}
