package io.jenkins.plugins.locustswarm.report.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthAdviceTest {

    @ParameterizedTest
    @EnumSource(HealthFinding.Kind.class)
    void everyFindingHasASentenceAboutWhatToDo(HealthFinding.Kind kind) {
        assertThat(HealthAdvice.of(kind)).matches("[A-Z].{20,}\\.").doesNotContain("{", "''");
    }
}
