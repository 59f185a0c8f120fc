package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwarmNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "default", "job-42", "a123456789a123456789a123456789a123456789a1234567"})
    void aNameThatFoldersTagsAndHostsCanHaveIsTaken(String name) {
        assertThat(SwarmName.checked(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a-",
                "A",
                "a_b",
                "a b",
                "a.b",
                "..",
                "a/b",
                "../a",
                "a\n",
                "ä",
                "$(id)",
                "a123456789a123456789a123456789a123456789a12345678"
            })
    void anyOtherNameIsRefusedWithWhatIsAllowed(String name) {
        assertThatThrownBy(() -> SwarmName.checked(name))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"" + name + "\"")
                .hasMessageContaining("at most 48 lower-case letters, digits and hyphens");
    }
}
