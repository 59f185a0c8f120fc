package io.jenkins.plugins.locustswarm.engine.gate.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class XmlTextTest {

    private static final String BEE = "\ud83d\udc1d";

    @Test
    void aTextAsLongAsTheLimitIsKeptAndALongerOneLosesItsMiddle() {
        assertThat(XmlText.line("0123456789", 10)).isEqualTo("0123456789");
        assertThat(XmlText.line("0123456789a", 10)).isEqualTo("0123...89a");
        assertThat(XmlText.line("0123456789a", 11)).isEqualTo("0123456789a");
        assertThat(XmlText.line("0123456789ab", 11)).isEqualTo("0123...89ab");
    }

    @Test
    void aCharacterOfTwoUnitsIsKeptOrLeftOutAsAWhole() {
        assertThat(XmlText.line("a" + BEE.repeat(9), 10)).isEqualTo("a" + BEE + "..." + BEE);
        assertThat(XmlText.line(BEE.repeat(9) + "a", 10)).isEqualTo(BEE + BEE + "..." + BEE + "a");
    }

    @Test
    void theLastCharacterOfFourDigitsIsACodeOfFourDigits() {
        assertThat(XmlText.lines("\uffff")).isEqualTo("\\uffff");
    }
}
