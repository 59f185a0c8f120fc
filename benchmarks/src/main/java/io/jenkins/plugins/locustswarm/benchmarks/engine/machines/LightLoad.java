package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A bootstrap directory with a locustfile whose users do next to nothing, so that hundreds of them fit on one computer. */
final class LightLoad {

    static final String LOCUSTFILE = "light.py";

    /** Duration of the load in seconds. */
    static final int SECONDS = 20;

    /** How long a machine that has {@link #SLOW} takes for bootstrap.sh, in addition. */
    static final int SLOW_SECONDS = 20;

    /** A file that makes a machine slow. */
    static final String SLOW = "/etc/slow-bootstrap";

    /** No request is sent: workers and master, not a target, are the subject. */
    private static final String LIGHT = """
            from locust import User, constant, task


            class Light(User):
                wait_time = constant(2)

                @task
                def report(self):
                    self.environment.events.request.fire(
                        request_type="GET", name="/", response_time=1, response_length=0, exception=None, context={}
                    )
            """;

    private static final String BOOTSTRAP = """
            #!/usr/bin/env bash
            [[ ! -e %s ]] || sleep %d
            exec bash ./shipped.sh
            """.formatted(SLOW, SLOW_SECONDS);

    private LightLoad() {}

    /** Returns the folder, with the shipped bootstrap.sh. */
    static Path write(Path folder) throws IOException {
        Files.copy(Repository.path("bootstrap/bootstrap.sh"), folder.resolve("shipped.sh"));
        Files.writeString(folder.resolve(LOCUSTFILE), LIGHT);
        Path script = Files.writeString(folder.resolve("bootstrap.sh"), BOOTSTRAP);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }
}
