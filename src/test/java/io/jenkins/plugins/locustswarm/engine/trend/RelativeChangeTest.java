package io.jenkins.plugins.locustswarm.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class RelativeChangeTest {

    @Test
    void aChangeHasASignAndADecimalOnlyIfItIsSmall() {
        assertThat(RelativeChange.text(0.1923)).isEqualTo("+19 %");
        assertThat(RelativeChange.text(-0.025)).isEqualTo("-2.5 %");
        assertThat(RelativeChange.text(0.0996)).isEqualTo("+10 %");
        assertThat(RelativeChange.text(12.345)).isEqualTo("+1,235 %");
        assertThat(RelativeChange.text(0.0)).isEqualTo("0 %");
        assertThat(RelativeChange.text(-0.0003)).isEqualTo("0 %");
        assertThat(RelativeChange.text(-0.9996)).isEqualTo("-100.0 %");
        assertThat(RelativeChange.text(-0.9951)).isEqualTo("-99.5 %");
        assertThat(RelativeChange.text(-1.0)).isEqualTo("-100 %");
        assertThat(RelativeChange.text(null)).isEqualTo("from 0");
    }

    @Test
    void aChangeIsWrittenAsALanguageDoes() {
        assertThat(RelativeChange.text(12.345, Locale.GERMAN)).isEqualTo("+1.235 %");
        assertThat(RelativeChange.text(0.025, Locale.GERMAN)).isEqualTo("+2,5 %");
    }

    @Test
    void aSizeGetsDecimalsUntilItDiffersFromItsLimit() {
        assertThat(RelativeChange.size(0.1923, 0.1)).isEqualTo("19 %");
        assertThat(RelativeChange.size(0.1923, 0.19)).isEqualTo("19.2 %");
        assertThat(RelativeChange.size(0.10004, 0.1)).isEqualTo("10.004 %");
        assertThat(RelativeChange.size(0.1, 0.1)).isEqualTo("10 %");
    }
}
