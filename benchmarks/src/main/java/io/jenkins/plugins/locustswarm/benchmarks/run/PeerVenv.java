package io.jenkins.plugins.locustswarm.benchmarks.run;

import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Virtual environments with peers from PyPI, which are created on first use and kept below benchmarks/target. */
public final class PeerVenv {

    private PeerVenv() {}

    /** Returns the environment with these packages, each with its version. */
    public static Path with(String... packages) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Repository.path("benchmarks/target/peers"));
        Path venv = folder.resolve(String.join("+", packages));
        Path done = venv.resolve(".complete");
        if (!Files.exists(done)) {
            Timed.process(folder, Map.of(), List.of("python3", "-m", "venv", "--clear", venv.toString()));
            List<String> pip = new ArrayList<>(List.of(venv + "/bin/pip", "install", "-q"));
            pip.addAll(List.of(packages));
            Timed.process(folder, Map.of(), pip);
            Files.createFile(done);
        }
        return venv;
    }
}
