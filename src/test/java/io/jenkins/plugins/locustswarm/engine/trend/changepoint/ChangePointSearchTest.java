package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePointSearchTest {

    private static final ChangePointSearch SEARCH = ChangePointSearch.DEFAULT;

    private static List<Integer> indices(double... series) {
        return SEARCH.find(series).stream().map(ChangePoint::index).toList();
    }

    /** 40 runs of Locust on a busy machine, and what Otava 0.8.0 found in them. */
    static List<JsonNode> recorded() throws IOException {
        JsonNode all = new ObjectMapper()
                .readTree(Repository.path(
                                "src/test/resources/io/jenkins/plugins/locustswarm/engine/trend/changepoint/recorded.json")
                        .toFile());
        return StreamSupport.stream(all.spliterator(), false).toList();
    }

    static double[] values(JsonNode recorded) {
        return StreamSupport.stream(recorded.get("values").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    @Test
    void recordedRunsChangeWhereOtavaFoundIt() throws IOException {
        List<Integer> all = new ArrayList<>();
        for (JsonNode recorded : recorded()) {
            List<ChangePoint> points = SEARCH.find(values(recorded));
            assertThat(points).as(recorded.get("series").asText()).hasSameSizeAs(recorded.get("points"));
            for (int i = 0; i < points.size(); i++) {
                JsonNode theirs = recorded.get("points").get(i);
                ChangePoint ours = points.get(i);
                all.add(ours.index());
                assertThat(ours.index()).isEqualTo(theirs.get("index").asInt());
                assertThat(ours.before()).isCloseTo(theirs.get("before").asDouble(), within(1e-9));
                assertThat(ours.after()).isCloseTo(theirs.get("after").asDouble(), within(1e-9));
                assertThat(ours.pValue()).isCloseTo(theirs.get("pValue").asDouble(), within(1e-12));
            }
        }
        assertThat(all).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 49, 50, 51, 1000})
    void aConstantSeriesOfAnyLengthDoesNotChange(int length) {
        double[] series = new double[length];
        Arrays.fill(series, 0.1); // whose sums are not exact
        assertThat(indices(series)).isEmpty();
    }

    @Test
    void aShiftIsFoundAtTheFirstValueAfterIt() {
        double[] series = new double[60];
        for (int i = 0; i < series.length; i++) {
            series[i] = (i < 37 ? 100 : 118) + i * 7 % 5;
        }
        assertThat(SEARCH.find(series)).singleElement().satisfies(point -> {
            assertThat(point.index()).isEqualTo(37);
            assertThat(point.before()).isCloseTo(102, within(0.5));
            assertThat(point.after()).isCloseTo(120, within(0.5));
            assertThat(point.pValue()).isLessThan(1e-20);
        });
    }

    @Test
    void twoValuesAreTooFewAndThreeWithoutNoiseAreEnough() {
        assertThat(indices(100, 200)).isEmpty();
        assertThat(indices(100, 100, 200)).containsExactly(2);
    }

    @Test
    void aSmallChangeCanBeLeftOut() {
        double[] series = {100, 101, 100, 101, 100, 101, 100, 104, 105, 104, 105, 104, 105, 104};
        assertThat(new ChangePointSearch(50, 0.001, 0.03).find(series)).hasSize(1);
        assertThat(new ChangePointSearch(50, 0.001, 0.05).find(series)).isEmpty();
    }

    @Test
    void aSearchThatCannotFindAnythingIsRefused() {
        assertThatThrownBy(() -> new ChangePointSearch(1, 0.001, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChangePointSearch(50, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
