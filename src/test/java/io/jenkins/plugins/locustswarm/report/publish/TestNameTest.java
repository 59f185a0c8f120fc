package io.jenkins.plugins.locustswarm.report.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkout",
                "Überlast-検査",
                "Тест 2 (ночь)",
                "जाँच",
                "اختبار",
                "𐌰",
                "concert",
                "com",
                "a.con",
                "_"
            })
    void lettersOfAnyAlphabetAreAllowed(String name) {
        assertThatCode(() -> TestName.check(name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".hidden",
                "a/b",
                "../up",
                "a\\b",
                "<b>",
                "a.",
                " a",
                "a ",
                "a\nb",
                "-x",
                "a:b",
                "a\u0000b",
                "abc\u202egnp.exe",
                "a\u200bb",
                "\u0301a",
                "a\ud800"
            })
    void charactersThatAreNotVisibleOrSeparatePathsAreRefused(String name) {
        assertThatThrownBy(() -> TestName.check(name))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not a valid test name: use up to 100 letters, digits, spaces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "NUL", "Com1", "lpt9.csv", "aux .x", "prn", "com¹"})
    void namesOfDevicesOfWindowsAreRefused(String name) {
        assertThatThrownBy(() -> TestName.check(name))
                .hasMessage("\"" + name + "\" is not a valid test name: no folder on Windows can have it, because it is"
                        + " reserved for a device there; use another one.");
    }

    @Test
    void aNameThatIsTooLongForAFolderIsRefused() {
        assertThatCode(() -> TestName.check("検".repeat(85))).doesNotThrowAnyException();
        assertThatThrownBy(() -> TestName.check("検".repeat(86)))
                .hasMessageContaining("too long for the name of a folder");
        assertThatThrownBy(() -> TestName.check("a".repeat(101))).hasMessageContaining("use up to 100 letters");
    }

    @Test
    void aLetterAndItsMarkAreOneCharacter() {
        assertThat(TestName.normalized("U\u0308berlast")).isEqualTo("Überlast").hasSize(8);
    }
}
