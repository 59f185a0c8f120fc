package io.jenkins.plugins.locustswarm.engine.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files say what is installed. */
class RequirementsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("bootstrap.sh");
        write("locustfile.py");
    }

    private void write(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Files.exists(file) ? Files.readString(file) + "more" : "one");
    }

    private String digest() {
        return Requirements.digest(FolderSnapshot.of(folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap.sh",
                "pyproject.toml",
                "requirements.txt",
                "requirements-load.txt",
                "constraints.txt",
                "requirements/base.txt",
                "more/requirements.txt"
            })
    void aChangedFileOfRequirementsChangesTheDigest(String path) throws IOException {
        String before = digest();
        write(path);
        assertThat(digest()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"locustfile.py", "users.csv", "data/words.txt", "my-bootstrap.sh", "common/api.py"})
    void otherFilesDoNot(String path) throws IOException {
        String before = digest();
        write(path);
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void anotherFolderWithTheSameRequirementsHasTheSameDigest(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("bootstrap.sh"), "one");
        assertThat(Requirements.digest(FolderSnapshot.of(other))).isEqualTo(digest());
    }
}
