package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.AnyText;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class RunTimePropertyTest {

    private static final int SECONDS_OF_A_WEEK = 604_800;

    @Property
    void aTimeIsReadInEachFormThatLocustHas(@ForAll @LongRange(min = 1, max = SECONDS_OF_A_WEEK) long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        String parts = time.toHours() + "h" + time.toMinutesPart() + "m" + time.toSecondsPart() + "s";
        assertThat(RunTime.parse(String.valueOf(seconds))).isEqualTo(time);
        assertThat(RunTime.parse(seconds + "s")).isEqualTo(time);
        assertThat(RunTime.parse(" " + parts + "\n")).isEqualTo(time);
    }

    @Property
    void anyOtherTextIsRefusedInASentence(@ForAll("texts") String text) {
        try {
            assertThat(RunTime.parse(text)).isBetween(Duration.ofSeconds(1), Duration.ofDays(7));
        } catch (BadInputException e) {
            assertThat(e).message().endsWith(".");
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyText.anyCharacters();
    }
}
