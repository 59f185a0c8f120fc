package io.jenkins.plugins.locustswarm.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class KandusTest {

    private final Kandus kandus = new Kandus();

    @Test
    void someKandusAreAlwaysThere() {
        assertThat(kandus.find(1)).isNotNull();
        assertThat(kandus.find(Kandus.PERMANENT)).isNotNull();
        assertThat(kandus.find(0)).isNull();
        assertThat(kandus.find(Kandus.PERMANENT + 1)).isNull();
        assertThat(kandus.listed()).hasSize(20).allMatch(kandu -> kandus.find(kandu.id()) != null);
    }

    @Test
    void aSavedKanduIsFoundAndPlayed() {
        Kandus.Kandu saved = kandus.save("mine", List.of(1, 2));
        assertThat(kandus.play(saved.id())).isTrue();
        assertThat(kandus.flag(saved.id())).isTrue();
        assertThat(kandus.find(saved.id())).isEqualTo(new Kandus.Kandu(saved.id(), "mine", List.of(1, 2), 1, 1));
        assertThat(kandus.play(saved.id() + 1)).isFalse();
        assertThat(kandus.flag(saved.id() + 1)).isFalse();
    }

    @Test
    void theOldestSavedKanduGoesWhenThereAreTooMany() {
        long first = kandus.save("first", List.of()).id();
        long second = kandus.save("second", List.of()).id();
        for (int i = 2; i <= Kandus.MAX_SAVED; i++) {
            kandus.save("more", List.of());
        }
        assertThat(kandus.find(first)).isNull();
        assertThat(kandus.find(second)).isNotNull();
        assertThat(kandus.find(1)).isNotNull();
    }

    @Test
    void aSavedKanduCannotBeAsLargeAsItsSenderLikes() {
        Kandus.Kandu saved = kandus.save("x".repeat(10_000), Collections.nCopies(1000, 1));
        assertThat(saved.title()).hasSize(100);
        assertThat(saved.assets()).hasSize(10);
    }
}
