package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The record of a swarm with a master and a slave, on which a run was started. */
public final class StartedRun {

    private StartedRun() {}

    public static RecordKeeper keeper(Path folder) {
        Instant now = Instant.now();
        RunRecord run = new RunRecord(
                "run-1",
                Load.of("typical_load.py")
                        .host("http://a.example")
                        .users(1)
                        .spawnRate(1.0)
                        .runTime(Duration.ofHours(1))
                        .stopWhen(List.of(StopCondition.parse("failures > 50% for 10s")))
                        .build(),
                120,
                1,
                5557,
                null,
                null,
                now,
                RunRecord.Phase.STARTED,
                null,
                null,
                null);
        SwarmRecord record = SwarmRecord.planned("load", "ann", "here", "fake", Map.of(), now, now)
                .withMasterAsked()
                .withWorkersAsked(1, 1)
                .withMachine("master", StartedRun::up)
                .withMachine("worker-1", StartedRun::up)
                .withRun(run);
        return new RecordKeeper(new FileRecordStore(folder), record);
    }

    private static MachineRecord up(MachineRecord machine) {
        return machine.withAddresses("127.0.0.9", "127.0.0.9", null)
                .withFolders("/f", "/v")
                .withBootstrapped("d", 1, null);
    }
}
