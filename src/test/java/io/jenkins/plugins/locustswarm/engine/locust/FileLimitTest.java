package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many files a Locust may open that the swarm starts; in place of Locust a script that prints its limit. */
class FileLimitTest {

    @Test
    void locustMayOpenAsManyFilesAsItsMachineLetsIt(@TempDir Path folder) throws Exception {
        FakeLocust locust = new FakeLocust(folder, "echo \"limit $(ulimit -Sn)\"");
        PrefixedShell limited = new PrefixedShell(List.of("prlimit", "--nofile=100:300"));

        locust.start(limited);

        locust.end(limited);
        assertThat(locust.on(limited).lastLines(9)).containsExactly("limit 300");
    }
}
