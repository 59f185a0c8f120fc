package io.jenkins.plugins.locustswarm.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FigureFormatTest {

    private final FigureFormat shown = new FigureFormat();

    @Test
    void anAbsentFigureIsADash() {
        assertThat(shown.ms(null)).isEqualTo("–");
        assertThat(shown.percent(null)).isEqualTo("–");
        assertThat(shown.count(null)).isEqualTo("–");
        assertThat(shown.time(null)).isEqualTo("–");
        assertThat(shown.money(null)).isEqualTo("–");
        assertThat(shown.gate(GateResult.Unit.MILLISECONDS, null)).isEqualTo("–");
    }

    @Test
    void oneFailureOfAMillionIsNotZeroPercent() {
        assertThat(shown.percent(0.000001)).isEqualTo("< 0.01 %");
        assertThat(shown.percent(0.0)).isEqualTo("0 %");
        assertThat(shown.percent(0.01234)).isEqualTo("1.23 %");
    }

    @Test
    void oneSuccessOfAMillionIsNotHundredPercentFailed() {
        assertThat(shown.percent(0.999999)).isEqualTo("> 99.99 %");
        assertThat(new FigureFormat(Locale.GERMAN).percent(0.999999)).isEqualTo("> 99,99 %");
        assertThat(shown.percent(1.0)).isEqualTo("100 %");
    }

    @Test
    void aFigureAboveZeroIsNotShownAsZero() {
        assertThat(shown.rate(0.001)).isEqualTo("< 0.01");
        assertThat(shown.rate(0.0)).isEqualTo("0");
        assertThat(shown.ms(0.01)).isEqualTo("< 0.1 ms");
        assertThat(shown.ms(0.0)).isEqualTo("0 ms");
    }

    @Test
    void figuresAreRoundedBySize() {
        assertThat(shown.ms(1.62)).isEqualTo("1.6 ms");
        assertThat(shown.ms(1234.5)).isEqualTo("1,234 ms");
        assertThat(shown.msWithoutUnit(1234.5)).isEqualTo("1,234");
        assertThat(shown.msWithoutUnit(null)).isEqualTo("–");
        assertThat(shown.rate(89.6789)).isEqualTo("89.68");
        assertThat(shown.rate(1234.5)).isEqualTo("1,234");
        assertThat(shown.count(1234567L)).isEqualTo("1,234,567");
        assertThat(shown.money(0.0078)).isEqualTo("0.0078");
        assertThat(shown.money(0.5)).isEqualTo("0.50");
        assertThat(shown.money(1234.5678)).isEqualTo("1,234.57");
        assertThat(shown.time(65L)).isEqualTo("1:05");
        assertThat(shown.time(3665L)).isEqualTo("1:01:05");
    }

    @Test
    void aFigureOfAGateHasItsUnit() {
        assertThat(shown.gate(GateResult.Unit.MILLISECONDS, 51.7)).isEqualTo("52 ms");
        assertThat(shown.gate(GateResult.Unit.RATIO, 0.0125)).isEqualTo("1.25 %");
        assertThat(shown.gate(GateResult.Unit.COUNT, 5.0)).isEqualTo("5");
        assertThat(shown.gate(GateResult.Unit.PER_SECOND, 89.67)).isEqualTo("89.67 /s");
        assertThat(shown.gate(GateResult.Unit.COUNT, 1500.0)).isEqualTo("1,500");
        assertThat(shown.gate(null, 51.7)).isEqualTo("51.7");
    }

    @Test
    void aDifferenceHasASignAndADecimalOnlyIfItIsSmall() {
        assertThat(shown.change(0.1849)).isEqualTo("+18 %");
        assertThat(shown.change(-0.025)).isEqualTo("-2.5 %");
        assertThat(shown.change(12.345)).isEqualTo("+1,235 %");
        assertThat(shown.change(0.0)).isEqualTo("0 %");
        assertThat(shown.change(null)).isEqualTo("from 0");
    }

    @Test
    void numbersAreWrittenAsTheLanguageOfTheReaderDoes() {
        FigureFormat german = new FigureFormat(Locale.GERMAN);
        assertThat(german.ms(1037.0)).isEqualTo("1.037 ms");
        assertThat(german.percent(0.0093)).isEqualTo("0,93 %");
        assertThat(german.rate(0.001)).isEqualTo("< 0,01");
        assertThat(german.change(-0.025)).isEqualTo("-2,5 %");
        assertThat(german.money(1234.5)).isEqualTo("1.234,50");
    }

    @Test
    void aShareThatIsNotZeroIsNotShownAsZero() {
        assertThat(shown.share(0.004)).isEqualTo("< 1 %");
        assertThat(shown.share(0.0)).isEqualTo("0 %");
        assertThat(shown.share(0.42)).isEqualTo("42 %");
        assertThat(shown.share(null)).isEqualTo("–");
    }

    @Test
    void aSizeHasItsUnit() {
        assertThat(shown.bytes(999)).isEqualTo("999 B");
        assertThat(shown.bytes(12_340)).isEqualTo("12.3 KB");
        assertThat(shown.bytes(1_234_567_890)).isEqualTo("1,234.6 MB");
    }

    @Test
    void aVerdictBeginsTheSentenceOfItsReasons() {
        assertThat(shown.because(Verdict.FAILED, "p95 900 ms is above the threshold of 800 ms"))
                .isEqualTo("Failed:");
        assertThat(shown.because(Verdict.OK, "")).isEqualTo("Passed");
    }
}
