package io.jenkins.plugins.locustswarm.engine.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.AnyRecord;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class StopConditionPropertyTest {

    @Property
    void aConditionIsReadAsItWasWritten(@ForAll("conditions") StopCondition condition) {
        assertThat(StopCondition.parse(condition.toString())).isEqualTo(condition);
    }

    @Property
    void aTimeIsReadAsItWasWritten(@ForAll @LongRange(min = 0, max = 1_000_000) long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        assertThat(StopTime.parse(StopTime.text(time))).isEqualTo(time);
    }

    @Provide
    Arbitrary<StopCondition> conditions() {
        return AnyRecord.stopConditions();
    }
}
