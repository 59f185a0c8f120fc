package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A bootstrap directory in which the real bootstrap.sh runs. Its package index is a folder with a tiny package that is
 * called locust, so that no network is needed.
 */
final class BootstrapFolder {

    /** The Locust that bootstrap.sh adds for the Python of the tests. */
    static final String PINNED_LOCUST = "2.47.0";

    private final Path folder;
    private final Path index;
    private final Map<String, String> environment = new HashMap<>();

    BootstrapFolder(Path root) throws IOException {
        folder = Files.createDirectories(root.resolve("bootstrap"));
        index = Files.createDirectories(root.resolve("index"));
        Files.copy(Repository.path("bootstrap/bootstrap.sh"), folder.resolve("bootstrap.sh"));
        requirements("locust\n");
        environment.putAll(Map.of(
                "LOCUST_SWARM_VENV",
                root.resolve("venv").toString(),
                "LOCUST_SWARM_ROLE",
                "worker",
                "PIP_NO_INDEX",
                "1",
                "PIP_FIND_LINKS",
                index.toString()));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void requirements(String text) throws IOException {
        Files.writeString(folder.resolve("requirements.txt"), text);
    }

    void environment(String name, String value) {
        environment.put(name, value);
    }

    /**
     * Runs bootstrap.sh.
     *
     * @param more variables for this run alone, as NAME=VALUE
     */
    ShellResult run(String... more) throws InterruptedException {
        Stream<String> variables =
                Stream.concat(environment.entrySet().stream().map(Object::toString), Stream.of(more));
        return new LocalShell("here")
                .run(Script.of("cd \"$1\" && env \"${@:2}\" bash ./bootstrap.sh")
                        .arguments(Stream.concat(Stream.of(folder.toString()), variables)
                                .toList())
                        .deadline(Duration.ofMinutes(3)));
    }

    /** Runs bootstrap.sh, which must succeed, and returns its output. */
    String succeeds(String... more) throws InterruptedException {
        ShellResult result = run(more);
        assertThat(result.exitCode()).as(result.toString()).isZero();
        return result.out();
    }

    Path venv() {
        return Path.of(environment.get("LOCUST_SWARM_VENV"));
    }

    /** Runs the locust of the virtual environment, and returns its output. */
    String locust() throws InterruptedException {
        return new LocalShell("here")
                .run(Script.of("\"$1\"").arguments(venv().resolve("bin/locust").toString()))
                .out();
    }

    /** Puts a package into the index: one module with a command of the same name that prints name and version. */
    void offer(String name, String version) throws IOException {
        String info = name + "-" + version + ".dist-info/";
        Map<String, String> files = Map.of(
                name + ".py",
                "def main():\n    print('" + name + " " + version + "')\n",
                info + "METADATA",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n",
                info + "WHEEL",
                "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                info + "entry_points.txt",
                "[console_scripts]\n" + name + " = " + name + ":main\n",
                info + "RECORD",
                name + ".py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n" + info + "entry_points.txt,,\n" + info
                        + "RECORD,,\n");
        Path wheel = index.resolve(name + "-" + version + "-py3-none-any.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
    }

    /** Puts a source package into the index that cannot be built. */
    void offerSource(String name, String version) throws IOException {
        Files.writeString(index.resolve(name + "-" + version + ".tar.gz"), "");
    }

    /** An interpreter that runs these lines before every program, so that it appears to be another one. */
    Path interpreter(String lines) throws IOException {
        Path file = folder.resolveSibling("interpreter");
        Files.writeString(
                file, "#!/usr/bin/env bash\n{ printf '%s\\n' '" + lines + "'; cat; } | exec python3 \"$@\"\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
        return file;
    }
}
