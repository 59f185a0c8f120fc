package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.demo.KanduApi;
import io.jenkins.plugins.locustswarm.cli.fixture.AsLaunched;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./locust-swarm} in a checkout of its own, with the real Maven. */
class RebuildIT {

    private static final List<String> SOURCES = List.of(
            "cli/pom.xml", "cli/src/main", "src/main/java/io/jenkins/plugins/locustswarm/engine", "src/main/resources");

    @TempDir
    private Path folder;

    @Started
    private KanduApi api;

    @NewLab
    private CommandLab lab;

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void aTestUnderWhichTheCommandIsBuiltAgainStillTakesItsSwarmDown() throws Exception {
        Path checkout = checkout();
        List<String> launcher = List.of(checkout.resolve("locust-swarm").toString());
        try (CommandProcess test =
                lab.start(launcher, "test", "-f", "signups.py", "-H", api.baseUrl(), "-s", "1", "-t", "1h")) {
            test.waitUntilItSays("s of 1 h");
            change(checkout);
            try (CommandProcess list = lab.start(launcher, "list")) {
                assertThat(list.exitCode()).as(list.err()).isZero();
                assertThat(list.err()).contains("Building the command again");
                assertThat(list.out()).contains("test-");
            }
            test.signal("INT");
            assertThat(test.exitCode()).as(test.err()).isEqualTo(130);
            assertThat(test.out()).contains("Aggregated");
        }
        assertThat(lab.processes()).isEmpty();
        assertThat(lab.swarms()).isEmpty();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void aCommandWhoseClassesAreDeletedNamesTheMachinesThatItLeaves() throws Exception {
        Path classes = folder.resolve("classes");
        PathUtils.copyDirectory(Path.of("target", "classes"), classes);
        String code = Path.of(LocustSwarm.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        List<String> command = AsLaunched.words(LocustSwarm.class).stream()
                .map(word -> word.replace(code, classes.toString()))
                .toList();
        try (CommandProcess test =
                lab.start(command, "test", "-f", "signups.py", "-H", api.baseUrl(), "-s", "1", "-t", "1h")) {
            test.waitUntilItSays("s of 1 h");
            PathUtils.deleteDirectory(classes);
            test.signal("INT");
            assertThat(test.exitCode()).as(test.err()).isEqualTo(4);
            assertThat(test.err())
                    .contains("java.lang.NoClassDefFoundError", "master (" + lab.home(), "worker-1 (" + lab.home())
                    .contains("locust-swarm down all --swarm " + lab.swarms().get(0));
        } finally {
            assertThat(lab.run("down", "all", "--swarm", lab.swarms().get(0)).code())
                    .isZero();
        }
        assertThat(lab.processes()).isEmpty();
    }

    /** Moves everything in the jar file to another place, as a later version does. */
    private static void change(Path checkout) throws IOException {
        byte[] incompressible = new byte[50_000];
        new Random(1).nextBytes(incompressible);
        Path sources = checkout.resolve("cli/src/main");
        try (Stream<Path> folders = Files.walk(sources.resolve("java"))) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                Path twin = sources.resolve("resources")
                        .resolve(sources.resolve("java").relativize(folder));
                Files.createDirectories(twin);
                Files.write(twin.resolve("new.bin"), incompressible);
            }
        }
        Files.write(
                checkout.resolve("src/main/resources/io/jenkins/plugins/locustswarm/engine/new.bin"), incompressible);
    }

    private Path checkout() throws IOException {
        Path checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.copy(Repository.path("locust-swarm"), checkout.resolve("locust-swarm"));
        assertThat(checkout.resolve("locust-swarm").toFile().setExecutable(true))
                .isTrue();
        for (String source : SOURCES) {
            Path copy = checkout.resolve(source);
            Files.createDirectories(copy.getParent());
            if (Files.isDirectory(Repository.path(source))) {
                PathUtils.copyDirectory(Repository.path(source), copy);
            } else {
                Files.copy(Repository.path(source), copy);
            }
        }
        return checkout;
    }
}
