package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void escapeSequencesAndLineFeedsAreShownAsCodes() {
        assertThat(Printable.line("\u001b[2J\u001b]0;title\u0007 a\nb\rc\u009bd\u007f"))
                .isEqualTo("\\u001b[2J\\u001b]0;title\\u0007 a\\u000ab\\u000dc\\u009bd\\u007f");
    }

    @Test
    void marksThatChangeTheDirectionOfWritingAreShown() {
        assertThat(Printable.line("GET /\u202egpj.exe\u2066x\u2028y\ufeff"))
                .isEqualTo("GET /\\u202egpj.exe\\u2066x\\u2028y\\ufeff");
    }

    @Test
    void loneSurrogatesAndUnassignedCharactersAreShown() {
        assertThat(Printable.line("\ud800 \udbff\udfff")).isEqualTo("\\ud800 \\U0010ffff");
        assertThat(Printable.line("\uffff \ud83f\udfff")).isEqualTo("\\uffff \\U0001ffff");
    }

    @Test
    void ordinaryTextOfEveryScriptIsUnchanged() {
        assertThat(Printable.line("GET /\u00fcber/\u6f22\u5b57/\ud83d\udc1d?a=b\tc"))
                .isEqualTo("GET /\u00fcber/\u6f22\u5b57/\ud83d\udc1d?a=b c");
    }

    @Test
    void charactersThatATerminalDoesNotPrintAreEscapesOfJsonInADocument() throws Exception {
        String name = "GET /\ud83e\udee0/\udb40\udc67\u202e"; // a melting face, a tag, a mark of the direction
        String document = new ObjectMapper().writeValueAsString(name);
        assertThat(Printable.json(document)).isEqualTo("\"GET /\\ud83e\\udee0/\\udb40\\udc67\\u202e\"");
        assertThat(new ObjectMapper().readValue(Printable.json(document), String.class))
                .isEqualTo(name);
        assertThat(Printable.json("{\n  \"a\" : 1\n}")).isEqualTo("{\n  \"a\" : 1\n}");
    }

    @Test
    void lineBreaksAreKept() {
        assertThat(Printable.lines("a\nb\u001b[1m\r\nc")).isEqualTo("a\nb\\u001b[1m\nc");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(Printable.width("\u6f22\u5b57ab")).isEqualTo(6);
        assertThat(Printable.cut("\u6f22\u5b57\u6f22\u5b57", 7)).isEqualTo("\u6f22\u5b57...");
        assertThat(Printable.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Printable.cut("abcdefg", 6)).isEqualTo("abc...");
        assertThat(Printable.cut("abcdefg", 2)).isEqualTo("..");
    }

    @Test
    void pictographsAreWideAndHalfWidthLettersAreNot() {
        assertThat(Printable.width(Character.toString(0x1f300))).isEqualTo(2);
        assertThat(Printable.width(Character.toString(0x1faff))).isEqualTo(2);
        assertThat(Printable.width("\uff71\uffa1\uffdc"))
                .as("katakana and hangul")
                .isEqualTo(3);
    }

    @Test
    void aLongTextCanBeCutInItsMiddle() {
        assertThat(Printable.cutMiddle("/api/v1/customers/42/orders", 15, "..."))
                .isEqualTo("/api/v...orders");
        assertThat(Printable.cutMiddle("/api/v1", 7, "...")).isEqualTo("/api/v1");
        assertThat(Printable.cutMiddle("\u6f22\u5b57\u6f22\u5b57\u6f22", 8, "..."))
                .isEqualTo("\u6f22...\u6f22");
        assertThat(Printable.cutMiddle("abcdefg", 4, "...")).isEqualTo("a...");
        assertThat(Printable.cutMiddle("abcdefg", 5, "...")).isEqualTo("a...g");
        assertThat(Printable.cutMiddle("a\ud83d\ude42bcdefghi\ud83d\ude42", 9, "..."))
                .isEqualTo("a\ud83d\ude42...i\ud83d\ude42");
    }
}
