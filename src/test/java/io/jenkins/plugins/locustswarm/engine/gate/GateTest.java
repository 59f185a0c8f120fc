package io.jenkins.plugins.locustswarm.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stop.ThresholdComparison;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    @Test
    void aGateWithoutANameIsParsed() {
        Gate gate = Gate.parse("p95 < 800");
        assertThat(gate.name()).isNull();
        assertThat(gate.metric()).isEqualTo(new Metric(Metric.Kind.PERCENTILE, "95%"));
        assertThat(gate.comparison()).isEqualTo(ThresholdComparison.BELOW);
        assertThat(gate.threshold()).isEqualTo(new Threshold(new BigDecimal("800"), Threshold.Unit.PLAIN));
        assertThat(gate.criticality()).isEqualTo(Verdict.UNSTABLE);
    }

    @Test
    void aGateCanHaveANameAndACriticality() {
        Gate gate = Gate.parse("GET /kandus/[id] p99 < 1500 failed");
        assertThat(gate.name()).isEqualTo("GET /kandus/[id]");
        assertThat(gate.metric()).hasToString("p99");
        assertThat(gate.criticality()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aNameMayLookLikeAGateItself() {
        Gate gate = Gate.parse("GET p95 < 800 100% failed p99.9 >= 1.5 unstable");
        assertThat(gate.name()).isEqualTo("GET p95 < 800 100% failed");
        assertThat(gate.metric()).hasToString("p99.9");
        assertThat(gate.comparison()).isEqualTo(ThresholdComparison.AT_LEAST);
        assertThat(gate.criticality()).isEqualTo(Verdict.UNSTABLE);
        assertThat(Gate.parse("zwei\nZeilen max < 3").name()).isEqualTo("zwei\nZeilen");
    }

    @ParameterizedTest
    @CsvSource({
        "p95<800, p95 < 800",
        "P95 < 800 UNSTABLE, p95 < 800",
        "p95.0 <= 800 ms, p95 <= 800",
        "p99.90 < 800ms FAILED, p99.9 < 800 failed",
        "failures < 1 %, failures < 1%",
        "failures <= 3, failures <= 3",
        "rps > 50.5, rps > 50.5",
        "requests >= 1000, requests >= 1000",
        "p95 < 110%  of  Baseline, p95 < 110% of baseline",
        "median < 100, median < 100",
        "average < 100, average < 100",
        "/a min > 1, /a min > 1",
        "/a max < 1 failed, /a max < 1 failed",
        "p100 < 9, p100 < 9",
        "p95 change<10%, p95 change < 10%",
        "P99 CHANGE < 7.5 % UNSTABLE, p99 change < 7.5%",
        "median change <= 10% within 20 Runs, median change <= 10% within 20 runs",
        "average change < 10% within 2 runs failed, average change < 10% within 2 runs failed",
        "rps change < 5%, rps change < 5%",
        "GET /change failures change < 10% failed, GET /change failures change < 10% failed",
        "GET p95 change < 10% p95 change < 20%, GET p95 change < 10% p95 change < 20%",
        "/change p95 < 800, /change p95 < 800"
    })
    void spellingsOfOneGateAreEqual(String written, String form) {
        assertThat(Gate.parse(written)).hasToString(form);
        assertThat(Gate.parse(form)).isEqualTo(Gate.parse(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|is not a valid gate",
                "p95|is not a valid gate",
                "p95 = 800|is not a valid gate",
                "p95 < |is not a valid gate",
                "p95 < -1|is not a valid gate",
                "p95 < 800 of baseline|is not a valid gate",
                "p95 < 1.2.3|\"1.2.3\" is not a valid threshold",
                "p101 < 800|\"p101\" is not a valid metric",
                "latency < 800|\"latency\" is not a valid metric",
                "p95 < 800 fatal|\"fatal\" is not a valid criticality",
                "p95 < 80%|A threshold in percent such as \"80%\" is only valid for failures; for p95, use",
                "change < 10%|is not a valid gate",
                "p95 change|is not a valid gate",
                "p95 change < fast|is not a valid gate",
                "p95 change < 10|\"10\" is not a valid threshold of a change: use a percentage such as 10%",
                "p95 change < 10 ms|\"10 ms\" is not a valid threshold of a change",
                "p95 change < 110% of baseline|\"110% of baseline\" is not a valid threshold of a change",
                "p95 change < 10% within 0 runs|\"10% within 0 runs\" is not a valid threshold of a change",
                "p95 change < 10% within 1 run|A change is found in its second run at the earliest: use within 2 runs or more.",
                "p95 change < 10% within few runs|\"10% within few runs\" is not a valid threshold of a change",
                "p95 change > 10%|limits its size, for a decrease of rps too: use < instead of >.",
                "max change < 10%|\"max\" is not a valid metric of a gate on a change: use median, average, p95, p99, rps,",
                "p90 change < 10%|\"p90\" is not a valid metric of a gate on a change",
                "p95 < 800 within 20 runs|\"800 within 20 runs\" is not a valid threshold",
                "rps > 50 ms|A threshold in ms is only valid for response times, not for rps"
            })
    void anInvalidGateIsRefusedWithTheReason(String text, String message) {
        assertThatThrownBy(() -> Gate.parse(text == null ? "" : text))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aGateIsCreatedFromTheFieldsOfAForm() {
        assertThat(Gate.of("GET /a", "P95", "<", "800", "FAILED")).hasToString("GET /a p95 < 800 failed");
        assertThat(Gate.of("", "failures", null, "1%", "")).hasToString("failures < 1%");
        assertThat(Gate.of(null, "rps", "", "50", null)).hasToString("rps > 50");
        assertThat(Gate.of(null, "requests", null, "50", null)).hasToString("requests > 50");
    }

    @Test
    void aGateIsCreatedFromTheFieldsOfAFormOnAChange() {
        assertThat(Gate.ofChange(" ", "P95", null, "10 %", "")).hasToString("p95 change < 10%");
        Gate gate = Gate.ofChange("GET /a", "rps", "<=", "10% within 20 runs", "FAILED");
        assertThat(gate).hasToString("GET /a rps change <= 10% within 20 runs failed");
        assertThat(gate.limitsChange()).isTrue();
        assertThat(gate.comparesWithBaseline()).isFalse();
        assertThat(Gate.parse("p95 < 800").limitsChange()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"==", "=<", "p95"})
    void anInvalidComparisonIsRefused(String sign) {
        assertThatThrownBy(() -> Gate.of(null, "p95", sign, "800", null))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"" + sign + "\" is not a valid comparison");
    }

    @Test
    void aGateWithoutAConsequenceIsRefused() {
        Gate gate = Gate.parse("p95 < 800");
        assertThatThrownBy(() -> new Gate(null, gate.metric(), gate.comparison(), gate.threshold(), Verdict.OK))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void aTextThatIsNoGateAnyMoreIsNotFound() {
        assertThat(Gate.find("GET /a p95 < 800 failed")).contains(Gate.parse("GET /a p95 < 800 failed"));
        assertThat(Gate.find("GET /a very long na...")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p95 < 800|''|Aggregated|true",
                "Aggregated p95 < 800|''|Aggregated|true",
                "/a p95 < 800|''|Aggregated|false",
                "p95 < 800|GET|/a|false",
                "/a p95 < 800|GET|/a|true",
                "GET /a p95 < 800|GET|/a|true",
                "POST /a p95 < 800|GET|/a|false",
                "/b p95 < 800|GET|/a|false",
                "/a p95 < 800|GET|' /a '|true",
                "GET  /a p95 < 800|GET|' /a '|true"
            })
    void aGateIsAboutTheRequestsThatItNames(String gate, String type, String name, boolean about) {
        assertThat(Gate.parse(gate).isAbout(new RequestName(type, name))).isEqualTo(about);
    }
}
