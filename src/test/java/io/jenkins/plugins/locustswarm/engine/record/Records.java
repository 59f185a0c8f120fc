package io.jenkins.plugins.locustswarm.engine.record;

import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
                        Load.of("typical_load.py")
                                .host("https://kandu.example")
                                .users(50)
                                .spawnRate(2.5)
                                .runTime(Duration.ofMinutes(10))
                                .stopTimeout(Duration.ofSeconds(30))
                                .quitTimeout(Duration.ofSeconds(45))
                                .processes(-1)
                                .resetStats(true)
                                .stopWhen(List.of(StopCondition.parse("GET /a p95 > 5000 for 1m after 2m")))
                                .build(),
                        90,
                        4,
                        5557,
                        8089,
                        "/results",
                        NOON.plusSeconds(60),
                        RunRecord.Phase.STARTED,
                        EarlyStop.met("failures > 50% for 30s", "It failed.", NOON.plusSeconds(300)),
                        3,
                        List.of("TENANT", "TOKEN")));
    }

    private static MachineRecord known(MachineRecord machine) {
        return machine.withId("id-" + machine.name())
                .withAddresses("192.0.2.1", "10.0.0.1", "SHA256:abc")
                .withFolders("/home/ann/" + machine.name(), "/opt/venv")
                .withBootstrapped("d1gest", 8, "3.12.3");
    }
}
