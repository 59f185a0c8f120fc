package io.jenkins.plugins.locustswarm.engine.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("keys");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aPrivateFileCanBeReadByItsOwnerOnlyWhateverWasThereBefore() throws IOException {
        for (Path earlier : new Path[] {file, folder.resolve("keys.part")}) {
            Files.writeString(earlier, "public");
            Files.setPosixFilePermissions(earlier, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        AtomicFile.writePrivate(file, "secret".getBytes(UTF_8));
        assertThat(file).hasContent("secret");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(folder.resolve("keys.part")).doesNotExist();
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        AtomicFile.write(file, "a long text".getBytes(UTF_8));
        AtomicFile.write(file, "short".getBytes(UTF_8));
        assertThat(file).hasContent("short");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
