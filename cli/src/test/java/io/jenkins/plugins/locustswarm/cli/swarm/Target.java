package io.jenkins.plugins.locustswarm.cli.swarm;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import java.io.IOException;
import java.time.Duration;

/** The sample API, and plans that load it for a few seconds. */
final class Target implements AutoCloseable {

    private final KanduApi api;

    private Target(KanduApi api) {
        this.api = api;
    }

    static Target start() throws IOException {
        return new Target(KanduApi.start());
    }

    KanduApi api() {
        return api;
    }

    /** Ten users who hardly wait, for this long. */
    RunPlan.Builder plan(String locustfile, int seconds) {
        return RunPlan.of(locustfile)
                .host(api.baseUrl())
                .users(10)
                .spawnRate(10.0)
                .runTime(Duration.ofSeconds(seconds))
                .environment("MAX_WAIT", "200");
    }

    @Override
    public void close() {
        api.close();
    }
}
