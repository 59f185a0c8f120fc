package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.OnPath;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bootstrap.sh refuses, with one sentence, before it has made anything. */
class BootstrapScriptTest {

    @TempDir
    Path root;

    private BootstrapFolder bootstrap;

    @BeforeEach
    void setUp() throws IOException {
        bootstrap = new BootstrapFolder(root);
    }

    @Test
    void aPythonThatIsTooOldIsNamedWithItsVersion() throws IOException, InterruptedException {
        Path old = bootstrap.interpreter("import sys; sys.version_info = (3, 8, 18, \"final\", 0)");
        bootstrap.environment("PYTHON", old.toString());
        refuses("PYTHON=" + old + " is Python 3.8, and Locust needs 3.9 or later");
    }

    @Test
    void aPythonWithoutVenvIsNamedWithThePackageThatBringsIt() throws IOException, InterruptedException {
        Path bare = bootstrap.interpreter("import sys; sys.modules[\"ensurepip\"] = None");
        bootstrap.environment("PYTHON", bare.toString());
        refuses("has no venv module: install the package python3.");
    }

    @Test
    void aPythonThatDoesNotRunIsNamed() throws InterruptedException {
        bootstrap.environment("PYTHON", root.resolve("no-such-python").toString());
        refuses("PYTHON=" + root.resolve("no-such-python") + " does not run");
        bootstrap.environment("PYTHON", "false");
        refuses("PYTHON=false does not run");
    }

    @Test
    void aMachineWithOnlyAnOldPythonAndNoPackageManagerSaysSo() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(root.resolve("bin"));
        for (String tool : new String[] {"bash", "env", "cat", "dirname", "grep", "ls", "mkdir", "rm", "flock"}) {
            Files.createSymbolicLink(bin.resolve(tool), OnPath.find(tool));
        }
        Path old = bin.resolve("python3");
        Files.writeString(
                old,
                "#!/usr/bin/env bash\n{ printf 'import sys; sys.version_info = (3, 7)\\n'; cat; } | exec "
                        + OnPath.find("python3") + " \"$@\"\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();
        bootstrap.environment("PATH", bin.toString());
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        refuses(
                isRoot
                        ? "There is no Python 3.9 or later with a venv module, and neither apt-get nor dnf"
                        : "The newest Python on the PATH is 3.7, and Locust needs 3.9 or later");
    }

    @Test
    void aFolderThatItDidNotMakeIsNeverDeleted() throws IOException, InterruptedException {
        Path precious = Files.createDirectories(root.resolve("venv")).resolve("thesis.txt");
        Files.writeString(precious, "years of work");
        refuses(root.resolve("venv") + " exists and was not made by bootstrap.sh");
        assertThat(precious).hasContent("years of work");
    }

    @Test
    void aVenvThatBootstrapDidNotMakeIsNeverDeleted() throws IOException, InterruptedException {
        Path python = Files.createDirectories(root.resolve("venv/bin")).resolve("python");
        Files.writeString(python, "#!/bin/sh\n");
        Files.writeString(root.resolve("venv/pyvenv.cfg"), "home = /usr/bin\n");
        refuses("was not made by bootstrap.sh");
        assertThat(python).exists();
    }

    @Test
    void aPathThatIsNotAbsoluteIsRefused() throws InterruptedException {
        bootstrap.environment("LOCUST_SWARM_VENV", "venv");
        refuses("LOCUST_SWARM_VENV=venv is not an absolute path");
    }

    @Test
    void aPathBelowAFileIsRefused() throws IOException, InterruptedException {
        Path file = Files.writeString(root.resolve("file"), "");
        bootstrap.environment("LOCUST_SWARM_VENV", file.resolve("venv").toString());
        refuses(file + " cannot be written to");
    }

    private void refuses(String sentence) throws InterruptedException {
        ShellResult result = bootstrap.run();
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
        assertThat(result.lastLines(1))
                .singleElement()
                .asString()
                .startsWith("bootstrap.sh: ")
                .contains(sentence);
    }
}
