package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.benchmarks.run.Timed;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The Locust that machines already have: what the shipped bootstrap.sh leaves on a machine, made once and kept below
 * benchmarks/target. All sides start this one.
 */
final class MachineVenv {

    /** The folder that the configuration of the machines names. */
    static final String FOLDER = "/srv/swarm";

    /** Its path on the machines, which is the one that a swarm on hosts uses. */
    static final String SEEN = FOLDER + "/venv";

    /** Creates it with the system's Python, which the machines also have, at the path that it has on the machines. */
    private static final String MAKE = """
            mount --bind "$1" /srv
            cd "$2"
            PATH=/usr/sbin:/usr/bin:/sbin:/bin LOCUST_SWARM_VENV=%s bash ./bootstrap.sh
            """.formatted(SEEN);

    private MachineVenv() {}

    /** Its path on this computer. */
    static Path real() throws IOException, InterruptedException {
        Path served = Files.createDirectories(Repository.path("benchmarks/target/machine"));
        Path bootstrap = Repository.path("bootstrap");
        Timed.process(
                served,
                Map.of(),
                List.of("unshare", "--mount", "bash", "-ec", MAKE, "make", served.toString(), bootstrap.toString()));
        return served.resolve("swarm/venv");
    }
}
