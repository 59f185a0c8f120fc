package io.jenkins.plugins.locustswarm.engine.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstOfManyTest {

    private static List<String> workers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "w" + i).toList();
    }

    @Test
    void upToTheMaximumAllNamesAreListed() {
        assertThat(FirstOfMany.names(workers(10), 10)).isEqualTo("w1, w2, w3, w4, w5, w6, w7, w8, w9, w10");
    }

    @Test
    void namesBeyondTheMaximumAreCounted() {
        assertThat(FirstOfMany.names(workers(1_000), 3)).isEqualTo("w1, w2, w3 and 997 more");
        assertThat(FirstOfMany.clauses(workers(1_000), 3)).isEqualTo("w1; w2; w3; and 997 more");
        assertThat(FirstOfMany.sentences(List.of("a is gone.", "b is gone.", "c is gone."), 2))
                .isEqualTo("a is gone. b is gone. And 1 more.");
    }

    @Test
    void noNamesGiveAnEmptyText() {
        assertThat(FirstOfMany.names(List.of(), 10)).isEmpty();
        assertThat(FirstOfMany.sentences(List.of(), 10)).isEmpty();
    }
}
