package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InstallationTest {

    @Test
    void aBlankIdDoesNotMakeSwarmsWithoutAnIdOnesOfTheInstallation() {
        Installation own = Installation.of(List.of("controller-1", "", " "), List::of);
        assertThat(own.controllerIds()).containsExactly("controller-1");
        assertThat(own.records().get()).isEmpty();
    }
}
