package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * bootstrap.sh on a new machine, with a real Python and pip; only Locust is a package of four lines. A virtual
 * environment takes seconds: what does not need a new one is in {@link BootstrapAgainIT}.
 */
class BootstrapScriptIT {

    static final String MADE = "Making a virtual environment";
    static final String INSTALLED = "Installing the packages";

    @TempDir
    Path root;

    private BootstrapFolder bootstrap;

    @BeforeEach
    void setUp() throws IOException {
        bootstrap = new BootstrapFolder(root);
        bootstrap.offer("locust", "1.0");
    }

    @Test
    void theSecondCallFindsEverythingDoneAndIsQuick() throws InterruptedException {
        long begun = System.nanoTime();
        assertThat(bootstrap.succeeds()).contains(MADE, INSTALLED, "Locust is ready in " + bootstrap.venv());
        long done = System.nanoTime();
        assertThat(bootstrap.locust()).isEqualTo("locust 1.0\n");
        long again = System.nanoTime();
        String second = bootstrap.succeeds();
        assertThat(System.nanoTime() - again).isLessThan(done - begun);
        assertThat(second).isEqualTo("bootstrap.sh: Locust is ready in " + bootstrap.venv() + ".\n");
    }

    @Test
    void twoAtOnceMakeOneVenvAndBothFindItReady() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<ShellResult>> both =
                    List.of(threads.submit(() -> bootstrap.run()), threads.submit(() -> bootstrap.run()));
            StringBuilder said = new StringBuilder();
            for (Future<ShellResult> one : both) {
                assertThat(one.get().exitCode()).as(one.get().toString()).isZero();
                said.append(one.get().out());
            }
            assertThat(said).containsOnlyOnce(MADE).containsOnlyOnce(INSTALLED);
            assertThat(said.toString().split("Locust is ready", -1)).hasSize(3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void withoutRequirementsLocustAloneIsInstalled() throws IOException, InterruptedException {
        bootstrap.offer("locust", BootstrapFolder.PINNED_LOCUST);
        Files.delete(bootstrap.file("requirements.txt"));
        assertThat(bootstrap.succeeds()).contains("Installing Locust.");
        assertThat(bootstrap.locust()).isEqualTo("locust " + BootstrapFolder.PINNED_LOCUST + "\n");
        assertThat(bootstrap.succeeds()).doesNotContain("Installing");
    }

    @Test
    void aPythonWithoutAnInstalledPipIsEnough() throws InterruptedException {
        bootstrap.environment("PYTHON", python("--without-pip").toString());
        bootstrap.succeeds();
        assertThat(bootstrap.locust()).isEqualTo("locust 1.0\n");
    }

    @Test
    void anInstalledPipIsUsedAsLongAsItIsThere() throws IOException, InterruptedException {
        Path python = python("--copies");
        bootstrap.environment("PYTHON", python.toString());
        bootstrap.succeeds();
        String runner = Files.readAllLines(bootstrap.venv().resolve("bin/pip")).get(1);
        Path installed = Path.of(runner.split("\"")[1]);
        assertThat(installed).startsWith(python.getParent().getParent()).isRegularFile();

        Files.delete(installed);
        bootstrap.offer("faker", "2.0");
        bootstrap.requirements("locust==1.0\nfaker==2.0\n");
        bootstrap.succeeds();
        assertThat(bootstrap.venv().resolve("bin/faker")).exists();
    }

    /** Makes an environment that stands for an installation of Python, and returns its interpreter. */
    private Path python(String option) throws InterruptedException {
        Path place = root.resolve("python");
        ShellResult made = new LocalShell("here")
                .run(Script.of("python3 -m venv \"$1\" \"$2\"").arguments(option, place.toString()));
        assertThat(made.exitCode()).as(made.toString()).isZero();
        return place.resolve("bin/python");
    }

    @Test
    void theFoldersAroundTheVenvStayAsTheyWere() throws IOException, InterruptedException {
        Path neighbour = Files.writeString(root.resolve("neighbour.txt"), "x");
        Files.setLastModifiedTime(neighbour, FileTime.fromMillis(0));
        bootstrap.succeeds();
        try (Stream<Path> files = Files.list(root)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("bootstrap", "index", "neighbour.txt", "venv", "venv.lock");
        }
        assertThat(Files.getLastModifiedTime(neighbour)).isEqualTo(FileTime.fromMillis(0));
    }

    /** Each of these, when it reaches pip, has pip install elsewhere or nothing at all. */
    @Test
    void settingsForOtherInstallationsDoNotLeadPipAstray() throws Exception {
        Path pipConf = Files.writeString(root.resolve("pip.conf"), "[global]\nuser = true\n");
        Path elsewhere = root.resolve("elsewhere");
        bootstrap.succeeds(
                "PIP_USER=1",
                "PIP_TARGET=" + elsewhere,
                "PIP_PREFIX=" + elsewhere,
                "PIP_ROOT=" + elsewhere,
                "PIP_PYTHON=/usr/bin/python3",
                "PIP_DRY_RUN=1",
                "PYTHONHOME=" + elsewhere,
                "PYTHONPATH=" + elsewhere,
                "PYTHONPLATLIBDIR=elsewhere",
                "PYTHONWARNINGS=error",
                "PIP_CONFIG_FILE=" + pipConf);
        assertThat(bootstrap.locust()).isEqualTo("locust 1.0\n");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void aPipConfThatNamesAnotherPlaceIsNamed() throws Exception {
        Path elsewhere = root.resolve("elsewhere");
        Path pipConf = Files.writeString(
                root.resolve("pip.conf"),
                "[install]\ntarget = %1$s\nprefix = %1$s\nroot = %1$s\n".formatted(elsewhere));
        ShellResult result = bootstrap.run("PIP_CONFIG_FILE=" + pipConf);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lastLines(1))
                .singleElement()
                .asString()
                .contains("install.target=", "install.prefix=", "install.root=", "remove that from");
        assertThat(elsewhere).doesNotExist();
    }
}
