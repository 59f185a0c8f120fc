package io.jenkins.plugins.locustswarm.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RunComparisonTest {

    private static RunComparison compare(UnaryOperator<Runs.Run> before, UnaryOperator<Runs.Run> after) {
        return RunComparison.of(
                before.apply(new Runs.Run()).labelled("a"),
                after.apply(new Runs.Run()).labelled("b"));
    }

    private static List<Figure> figuresOfTheName(RunComparison comparison) {
        return comparison.differences().stream()
                .filter(difference -> difference.request().equals(new RequestName("GET", "/cart")))
                .map(Difference::figure)
                .toList();
    }

    @Test
    void equalRunsDifferInNothing() {
        RunComparison comparison = compare(run -> run, run -> run);
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.conditions()).isEmpty();
        assertThat(comparison.rows()).hasSize(2);
    }

    @Test
    void whatWasAskedDifferentlyIsNamed() {
        assertThat(compare(run -> run, run -> run.users(100).spawnRate(10)).conditions())
                .containsExactly(
                        entry(Condition.USERS, new ConditionDifference("50", "100")),
                        entry(Condition.SPAWN_RATE, new ConditionDifference("5", "10")));
    }

    @Test
    void aDifferenceOfATenthMatters() {
        assertThat(figuresOfTheName(compare(run -> run.average(100), run -> run.average(109))))
                .isEmpty();
        assertThat(figuresOfTheName(compare(run -> run.average(100), run -> run.average(111))))
                .containsExactly(Figure.AVERAGE);
        assertThat(figuresOfTheName(compare(run -> run.average(100), run -> run.average(80))))
                .containsExactly(Figure.AVERAGE);
    }

    @Test
    void aDifferenceOfExactlyATenthMatters() {
        assertThat(figuresOfTheName(compare(
                        run -> run.p95(200.0).requests(100, 0),
                        run -> run.p95(180.0).requests(100, 0))))
                .containsExactly(Figure.P95);
        assertThat(figuresOfTheName(compare(run -> run.average(100), run -> run.average(110))))
                .containsExactly(Figure.AVERAGE);
    }

    @Test
    void aDifferenceThatIsLocustsRoundingDoesNotMatter() {
        assertThat(figuresOfTheName(compare(run -> run.p95(5.0), run -> run.p95(6.0))))
                .isEmpty();
        assertThat(figuresOfTheName(compare(run -> run.p95(95.0), run -> run.p95(110.0))))
                .containsExactly(Figure.P95);
        assertThat(figuresOfTheName(compare(run -> run.p95(1_000.0), run -> run.p95(1_100.0))))
                .isEmpty();
    }

    @Test
    void figuresOfFewRequestsDoNotMatter() {
        assertThat(figuresOfTheName(compare(
                        run -> run.requests(19, 0), run -> run.requests(19, 19).average(900))))
                .isEmpty();
    }

    @Test
    void failuresMatterIfTheyAreNotChance() {
        assertThat(figuresOfTheName(compare(run -> run.requests(100, 0), run -> run.requests(100, 3))))
                .isEmpty();
        assertThat(figuresOfTheName(compare(run -> run.requests(1_000, 0), run -> run.requests(1_000, 30))))
                .containsExactly(Figure.FAILURES);
    }

    @Test
    void theLargestDifferenceComesFirst() {
        assertThat(figuresOfTheName(compare(run -> run, run -> run.average(130).p95(400.0))))
                .containsExactly(Figure.P95, Figure.AVERAGE);
    }
}
