package io.jenkins.plugins.locustswarm.cleanup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bootstrap directory whose "Locust" does nothing, for tests that need machines and no load. */
public final class ToyBootstrap {

    private ToyBootstrap() {}

    public static Path in(Path folder) throws IOException {
        Path bootstrap = Files.createDirectories(folder.resolve("bootstrap"));
        Path script = bootstrap.resolve("bootstrap.sh");
        Files.writeString(script, """
                #!/bin/sh
                set -e
                mkdir -p "$LOCUST_SWARM_VENV/bin"
                # machines of one node share it, and one may be running it
                printf '#!/bin/sh\\nexit 0\\n' >"$LOCUST_SWARM_VENV/bin/locust.$$"
                chmod +x "$LOCUST_SWARM_VENV/bin/locust.$$"
                mv "$LOCUST_SWARM_VENV/bin/locust.$$" "$LOCUST_SWARM_VENV/bin/locust"
                echo "ready: $LOCUST_SWARM_ROLE"
                """);
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("not executable");
        }
        Files.writeString(bootstrap.resolve("näive file.py"), "# any\n");
        return bootstrap;
    }
}
