package io.jenkins.plugins.locustswarm.engine.record;

import java.time.Instant;
import java.util.Map;

/** Records for tests. */
final class Records {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Records() {}

    static SwarmRecord planned(String name) {
        return SwarmRecord.planned(
                name, "ann", "controller-1", "local", Map.of("team", "kandu"), NOON, NOON.plusSeconds(7200));
    }

    /** Every field of every part has a value that no other field has. */
    static SwarmRecord full(String name) {
        return planned(name)
                .withMasterAsked()
                .withWorkersAsked(2, 1)
                .withMachine("master", Records::known)
                .withMachine("worker-2", Records::known)
                .withResource("security-group", "sg-1")
                .withPhase(SwarmRecord.Phase.UP)
                .withRun(new RunRecord(
                        "run-1",
                        "typical_load.py",
                        "https://kandu.example",
                        50,
                        2.5,
                        600L,
                        30,
                        45,
                        90,
                        -1,
                        4,
                        5557,
                        8089,
                        "/results",
                        NOON.plusSeconds(60),
                        RunRecord.Phase.STARTED));
    }

    private static MachineRecord known(MachineRecord machine) {
        return machine.withId("id-" + machine.name())
                .withAddresses("192.0.2.1", "10.0.0.1", "SHA256:abc")
                .withFolders("/home/ann/" + machine.name(), "/opt/venv")
                .withBootstrapped("d1gest", 8);
    }
}
