package io.jenkins.plugins.locustswarm.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTextTest {

    private static final FigureText MILLISECONDS = new FigureText(GateResult.Unit.MILLISECONDS);
    private static final FigureText RATIO = new FigureText(GateResult.Unit.RATIO);

    @ParameterizedTest
    @CsvSource({"1.2345, 1.23 ms", "9.876, 9.88 ms", "12.345, 12.3 ms", "98.76, 98.8 ms", "123.45, 123 ms"})
    void aMeanHasThreeDigits(double mean, String text) {
        assertThat(MILLISECONDS.showMean(mean)).isEqualTo(text);
    }

    @Test
    void aMeanOfRatiosHasTheDecimalsOfAnyRatio() {
        assertThat(RATIO.showMean(0.12345)).isEqualTo("12.35 %");
    }

    @Test
    void aFigureWithoutEndIsShownAsSuch() {
        assertThat(MILLISECONDS.show(Double.POSITIVE_INFINITY)).isEqualTo("Infinity ms");
    }
}
