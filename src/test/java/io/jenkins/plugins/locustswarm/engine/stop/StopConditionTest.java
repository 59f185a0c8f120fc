package io.jenkins.plugins.locustswarm.engine.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StopConditionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failures > 50% for 30s",
                "p95 > 5000 for 1m after 2m",
                "GET /cart p99 > 3000 for 30s",
                "POST /order, \"quick\" p99.9 >= 250.5 for 1h after 90s",
                "/a < b > 5% for 10s after average < 3 for 30s",
                "median <= 1 for 45s",
                "rps < 10 for 10m"
            })
    void aConditionIsWrittenAsItWasRead(String text) {
        StopCondition condition = StopCondition.parse(text);
        assertThat(condition).hasToString(text);
        assertThat(StopCondition.parse(condition.toString())).isEqualTo(condition);
    }

    @Test
    void theLastPartsOfATextAreThoseOfTheCondition() {
        assertThat(StopCondition.parse("/a p95 > 3 for 30s p99>800ms for 60 after 1h30m"))
                .isEqualTo(new StopCondition(
                        "/a p95 > 3 for 30s",
                        new StopMetric(StopMetric.Kind.PERCENTILE, "99%"),
                        ThresholdComparison.ABOVE,
                        BigDecimal.valueOf(800),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(90)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failures > 50%| does not say how long it has to hold: add for example \"for 30s\".",
                "too many failures| is not a valid stop condition. Examples:",
                "requests > 1 for 30s| cannot be watched by a stop condition: use failures, rps,",
                "p97 > 1 for 30s| p97 cannot be watched by a stop condition, because Locust's history does not have it: use one of p50,",
                "failures > 50 for 30s| write for example \"failures > 50%\" instead of 50.",
                "p95 > 50% for 30s| A threshold in percent is only valid for failures",
                "rps > 50ms for 30s| A threshold in ms is only valid for response times",
                "failures > 101% for 30s| More than 100 % of the requests cannot fail",
                "failures > 100% for 30s| The stop condition \"failures > 100% for 30s\" can never be met",
                "failures < 0% for 30s| can never be met",
                "rps < 0 for 30s| can never be met",
                "p95 < 0.0 for 30s| can never be met",
                "p95 > 5 for 9s| cannot have a time of 9 s here: use 10 s to 1 h",
                "p95 > 5 for 61m| cannot have a time of 3660 s here",
                "p95 > 5 for 30s after 8d| \"8d\" in a stop condition is not a valid time",
                "p95 > 5 for 30s after 169h| use at most 7 days",
            })
    void aConditionThatCannotBeReadIsRefused(String text, String why) {
        assertThatThrownBy(() -> StopCondition.parse(text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aPartOfTheRequestsIsComparedInPercent() {
        StopCondition condition = StopCondition.parse("failures >= 12.5% for 30s");
        assertThat(condition.holds(0.125)).isTrue();
        assertThat(condition.holds(0.1249)).isFalse();
    }

    @Test
    void theWindowOfSeveralConditionsIsThatOfTheLongest() {
        HistoryWindow window = HistoryWindow.of(List.of(
                StopCondition.parse("failures > 50% for 30s"),
                StopCondition.parse("GET /a,b p95 > 1 for 2m"),
                StopCondition.parse("/plain p95 > 1 for 30s")));
        assertThat(window.length()).isEqualTo(Duration.ofSeconds(135));
        assertThat(window.step()).isEqualTo(Duration.ofSeconds(5));
        assertThat(window.names()).containsExactly("Aggregated", "\"GET /a,b\"", "\"/a,b\"", "/plain");
    }

    @Test
    void aConditionOnTheRateNeedsTheRowsBeforeItsTime() {
        HistoryWindow window = HistoryWindow.of(
                List.of(StopCondition.parse("rps < 10 for 1m"), StopCondition.parse("failures > 50% for 62s")));
        assertThat(window.length()).isEqualTo(Duration.ofSeconds(60 + 30 + 15));
        assertThat(HistoryWindow.of(List.of(StopCondition.parse("rps < 10 for 1m")))
                        .step())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aTypeCanContainSpaces() {
        assertThat(HistoryWindow.of(List.of(StopCondition.parse("web socket /a p95 > 1 for 30s")))
                        .names())
                .containsExactly("web socket /a", "socket /a", "/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zwei\nZeilen p95 > 5 for 30s", "zwei\rZeilen p95 > 5 for 30s"})
    void aNameOfMoreThanOneLineIsRefusedWithTheReason(String text) {
        assertThatThrownBy(() -> StopCondition.parse(text))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "A stop condition cannot watch the requests \"zwei Zeilen\", because their name contains a line"
                                + " feed or a carriage return: give them another name in the locustfile.");
    }
}
