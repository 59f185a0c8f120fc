package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static io.jenkins.plugins.locustswarm.engine.bootstrap.BootstrapScriptIT.INSTALLED;
import static io.jenkins.plugins.locustswarm.engine.bootstrap.BootstrapScriptIT.MADE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** bootstrap.sh on a machine where it was done before: the tests share a virtual environment. */
class BootstrapAgainIT {

    @TempDir
    static Path root;

    private static BootstrapFolder bootstrap;

    @BeforeAll
    static void makeBootstrap() throws IOException {
        bootstrap = new BootstrapFolder(root);
        bootstrap.offer("locust", "1.0");
    }

    @BeforeEach
    void finish() throws IOException, InterruptedException {
        bootstrap.requirements("locust==1.0\n"); // a test offers a newer one
        bootstrap.succeeds();
    }

    @Test
    void changedRequirementsAreInstalledIntoTheSameVenv() throws IOException, InterruptedException {
        bootstrap.offer("faker", "2.0");
        bootstrap.requirements("locust\nfaker==2.0\n");
        assertThat(bootstrap.succeeds()).contains(INSTALLED).doesNotContain(MADE);
        assertThat(bootstrap.venv().resolve("bin/faker")).exists();
    }

    @Test
    void theVenvHasNoCopyOfTheRequirementsWhichCanHavePasswordsInThem() throws IOException, InterruptedException {
        bootstrap.requirements("# https://ann:secret-of-the-index@pypi.example.com/simple\nlocust==1.0\n");
        bootstrap.succeeds();
        assertThat(Files.readString(bootstrap.venv().resolve(".locust-swarm-finished")))
                .doesNotContain("secret-of-the-index")
                .contains("SHA-256 ");
        assertThat(bootstrap.succeeds()).doesNotContain(INSTALLED);
    }

    @Test
    void aVenvWithACopyOfItsRequirementsFromAnEarlierVersionIsDone() throws IOException, InterruptedException {
        Path stamp = bootstrap.venv().resolve(".locust-swarm-finished");
        Files.writeString(stamp, Files.readString(stamp).replaceFirst("SHA-256 .*\n$", "locust==1.0\n"));
        assertThat(bootstrap.succeeds()).doesNotContain(INSTALLED);
    }

    @Test
    void aFileThatRequirementsReferToIsReadEachTime() throws IOException, InterruptedException {
        Files.writeString(bootstrap.file("more.txt"), "locust\n");
        bootstrap.requirements("-r more.txt\n");
        bootstrap.succeeds();
        bootstrap.offer("other", "2.0");
        Files.writeString(bootstrap.file("more.txt"), "locust\nother\n");
        bootstrap.succeeds();
        assertThat(bootstrap.venv().resolve("bin/other")).exists();
    }

    @Test
    void requirementsWithoutLocustGetThePinnedOne() throws IOException, InterruptedException {
        bootstrap.offer("faker", "2.0");
        bootstrap.offer("locust", BootstrapFolder.PINNED_LOCUST);
        bootstrap.requirements("# locust\nfaker # for locust\nlocust-plugins-like==1.0\n");
        bootstrap.offer("locust_plugins_like", "1.0");
        bootstrap.succeeds();
        assertThat(bootstrap.locust()).isEqualTo("locust " + BootstrapFolder.PINNED_LOCUST + "\n");
        assertThat(bootstrap.venv().resolve("bin/faker")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Locust[all] == 1.0 # ours\r",
                "locust==1.0; python_version > \"3\"",
                "--requirement=deep/more.txt"
            })
    void aLocustThatIsNamedIsNotChanged(String requirement) throws IOException, InterruptedException {
        Files.createDirectories(bootstrap.file("deep"));
        Files.writeString(bootstrap.file("more.txt"), "locust==1.0\n");
        Files.writeString(bootstrap.file("deep/more.txt"), "-r ../more.txt\n");
        bootstrap.requirements(requirement + "\n");
        bootstrap.succeeds();
        assertThat(bootstrap.locust()).isEqualTo("locust 1.0\n");
    }

    @Test
    void aConstraintDecidesTheVersionOfALocustThatNoRequirementNames() throws IOException, InterruptedException {
        bootstrap.offer("faker", "2.0");
        bootstrap.offer("locust", "1.1");
        bootstrap.offer("locust", BootstrapFolder.PINNED_LOCUST);
        Files.writeString(bootstrap.file("constraints.txt"), "locust==1.1\n");
        bootstrap.requirements("-c constraints.txt\nfaker\n");
        bootstrap.succeeds();
        assertThat(bootstrap.locust()).isEqualTo("locust 1.1\n");
    }

    @Test
    void aNewerVersionThatWouldHaveToBeCompiledIsNotTaken() throws IOException, InterruptedException {
        bootstrap.offer("gevent", "1.0");
        bootstrap.offerSource("gevent", "2.0");
        bootstrap.requirements("locust==1.0\ngevent\n");
        bootstrap.succeeds();
        assertThat(bootstrap.venv().resolve("bin/gevent")).exists();
    }

    @Test
    void dependenciesOfPyprojectAreInstalledIfThereAreNoRequirements() throws IOException, InterruptedException {
        bootstrap.offer("faker", "3.0");
        Files.writeString(
                bootstrap.file("pyproject.toml"),
                "[project]\nname = \"perf\"\ndependencies = [\n  \"faker==3.0\",\n  \"locust==1.0\",\n]\n");
        Files.delete(bootstrap.file("requirements.txt"));
        try {
            assertThat(bootstrap.succeeds()).contains("Installing the packages of pyproject.toml.");
            assertThat(bootstrap.venv().resolve("bin/faker")).exists();
            assertThat(bootstrap.succeeds()).doesNotContain(INSTALLED);
            Files.writeString(bootstrap.file("pyproject.toml"), "[project]\ndependencies = [\n");
            assertThat(bootstrap.run().err()).contains("pyproject.toml is not valid", "correct the file");
        } finally {
            Files.delete(bootstrap.file("pyproject.toml"));
        }
    }

    @Test
    void pipOfTheVenvCanBeUsed() throws InterruptedException {
        ShellResult version = new LocalShell("here")
                .run(Script.of("\"$1/bin/pip\" --version && \"$1/bin/python\" -m pip --version")
                        .arguments(bootstrap.venv().toString()));
        assertThat(version.exitCode()).as(version.toString()).isZero();
        assertThat(version.out()).contains("pip ");
    }

    @Test
    void aVenvThatWasLeftHalfMadeIsMadeAnew() throws IOException, InterruptedException {
        Files.delete(bootstrap.venv().resolve("bin/locust"));
        Files.delete(bootstrap.venv().resolve("bin/python"));
        assertThat(bootstrap.succeeds()).contains(MADE);
        assertThat(bootstrap.locust()).isEqualTo("locust 1.0\n");
    }

    @Test
    void anInstallationThatWasCutShortIsFinished() throws IOException, InterruptedException {
        Files.delete(bootstrap.venv().resolve(".locust-swarm-finished"));
        assertThat(bootstrap.succeeds()).contains(INSTALLED);
        assertThat(bootstrap.locust()).isEqualTo("locust 1.0\n");
    }

    @Test
    void whenPipFailsItsErrorIsShownAndTheNextCallTriesAgain() throws IOException, InterruptedException {
        bootstrap.requirements("locust==1.0\nno-such-package==9.9\n");
        ShellResult failed = bootstrap.run();
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .contains("no-such-package==9.9")
                .contains("bootstrap.sh: pip could not install the packages of " + bootstrap.file("requirements.txt"));
        bootstrap.offer("no_such_package", "9.9");
        bootstrap.succeeds();
        assertThat(bootstrap.locust()).isEqualTo("locust 1.0\n");
    }
}
