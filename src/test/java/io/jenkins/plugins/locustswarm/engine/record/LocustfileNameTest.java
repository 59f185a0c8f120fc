package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocustfileNameTest {

    @ParameterizedTest
    @CsvSource({
        "perf, ., perf",
        "load/perf/, ., perf",
        "/srv/load/perf, ., perf",
        "perf, shop.py, shop.py",
        "., ., .",
        "/, ., .",
        ", ., ."
    })
    void aDirectoryHasItsOwnName(String folder, String locustfile, String name) {
        SwarmRecord swarm = Records.planned("shop").withFiles(folder, "digest");
        assertThat(LocustfileName.of(swarm, locustfile)).isEqualTo(name);
    }
}
