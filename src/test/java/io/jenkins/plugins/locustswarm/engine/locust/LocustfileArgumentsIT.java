package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real Locusts, of today and of 2022, are asked what a locustfile defines. */
class LocustfileArgumentsIT {

    private static final List<String> ASKED = List.of("--user", "--hos", "-user");

    @TempDir
    private Path folder;

    static List<Path> venvs() throws InterruptedException {
        return List.of(LocustVenv.current(), LocustVenv.old());
    }

    private List<String> defined(Path venv, String locustfile) throws IOException, InterruptedException {
        MachineRecord master = MachineRecord.asked(Role.MASTER, 0).withFolders(folder.toString(), venv.toString());
        Path bootstrap = Files.createDirectories(Path.of(master.bootstrapFolder()));
        Files.writeString(bootstrap.resolve("options.py"), """
                from locust import events
                @events.init_command_line_parser.add_listener
                def add(parser):
                    parser.add_argument("--user")
                    parser.add_argument("-user")
                """);
        Files.writeString(bootstrap.resolve("-load.py"), locustfile);
        RunPlan plan = RunPlan.of("-load.py").environment("TOKEN", "it's $HOME").build();
        return LocustfileArguments.defined(master, new LocalShell("master"), plan, ASKED);
    }

    @ParameterizedTest
    @MethodSource("venvs")
    void argumentsOfAnImportedModuleAreKnownAndBeginningsOfLocustsOwnAreNot(Path venv) throws Exception {
        String locustfile = """
                import os
                import options
                from locust import User
                assert os.environ["TOKEN"] == "it's $HOME"
                print("--hos")
                """;
        assertThat(defined(venv, locustfile)).containsExactly("--user", "-user");
    }

    @ParameterizedTest
    @MethodSource("venvs")
    void aLocustfileWithoutArgumentsOfItsOwnDefinesNone(Path venv) throws Exception {
        assertThat(defined(venv, "# --user\n")).isEmpty();
    }

    @Test
    void aLocustfileThatCannotBeLoadedIsReportedWithPythonsError() {
        assertThatThrownBy(() -> defined(LocustVenv.current(), "import nowhere\n"))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("could not be asked whether the locustfile -load.py defines --user")
                .hasMessageContaining("No module named 'nowhere'");
    }

    @Test
    void aLocustfileThatEndsLocustIsNoAnswer() {
        assertThatThrownBy(() -> defined(LocustVenv.current(), "import sys; sys.exit(0)\n"))
                .isInstanceOf(BringUpException.class);
    }
}
