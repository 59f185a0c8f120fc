package io.jenkins.plugins.locustswarm.cleanup;

import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.OpenSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;

/** A swarm of two machines whose "Locust" does nothing. */
public final class ToySwarm {

    private ToySwarm() {}

    /**
     * Brings a planned swarm up.
     *
     * @param folder a folder for the {@link ToyBootstrap}
     */
    public static SwarmRecord up(SwarmRecord planned, Path folder) throws Exception {
        FolderSnapshot bootstrap = FolderSnapshot.of(ToyBootstrap.in(folder));
        return SwarmPool.get()
                .submit(SwarmWork.BRING_UP, planned.name(), () -> {
                    try (OpenSwarm open = Swarms.get().open(planned.name(), bootstrap, Progress.SILENT)) {
                        open.swarm()
                                .up(new SwarmPlan(EnumSet.allOf(Role.class), 1, 1, bootstrap, Duration.ofMinutes(10)));
                        return open.record();
                    }
                })
                .get(3, TimeUnit.MINUTES);
    }
}
