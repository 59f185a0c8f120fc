package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderUploadTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    /** @param answer what the machine sends, with a | for each NUL */
    private static Map<String, String> present(String answer) throws IOException {
        return FolderUpload.presentFiles(
                new ByteArrayInputStream(answer.replace('|', '\0').getBytes(UTF_8)));
    }

    @Test
    void aMachineListsItsFilesWithModeAndDigest() throws IOException {
        assertThat(present("644 a b.py|755 run.sh||" + DIGEST + "  ./a b.py|" + DIGEST + "  ./run.sh||"))
                .isEqualTo(Map.of("a b.py", DIGEST + false, "run.sh", DIGEST + true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a|||", "a b|||", "999 b|||", "77777777777 b|||", "|short||", "644 a"})
    void aListOfAnotherFormIsAnErrorOfTheConnection(String answer) {
        assertThatThrownBy(() -> present(answer)).isInstanceOf(IOException.class);
    }
}
