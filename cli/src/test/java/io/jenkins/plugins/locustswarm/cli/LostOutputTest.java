package io.jenkins.plugins.locustswarm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.AsLaunched;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandProcess;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Output that nothing takes. */
class LostOutputTest {

    private static final String LOST =
            "locust-swarm: The output could not be written, for example because a disk is full.\n";

    @NewLab(locust = Locust.NONE)
    private CommandLab lab;

    /** Runs the command as {@code "$@"} in a script. */
    private CommandLab.Result run(String script, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("bash", "-c", script, "bash"));
        words.addAll(AsLaunched.words(LocustSwarm.class));
        try (CommandProcess command = lab.start(words, arguments)) {
            return command.result();
        }
    }

    @Test
    void aFullDiskFailsACommandThatWentWell() throws Exception {
        CommandLab.Result list = run("exec \"$@\" >/dev/full", "list", "--json");
        assertThat(list.code()).isEqualTo(3);
        assertThat(list.err()).isEqualTo(LOST);
    }

    @Test
    void aFullDiskDoesNotHideWhyTheCommandFailed() throws Exception {
        lab.write("home/swarms/broken/record.json", "{");
        CommandLab.Result list = run("exec \"$@\" >/dev/full", "list", "--json");
        assertThat(list.code()).isEqualTo(2);
        assertThat(list.err()).contains("broken/record.json cannot be read").endsWith(LOST);
    }

    @Test
    void aReaderThatNeedsNoMoreIsNoFailure() throws Exception {
        CommandLab.Result list = run("{ sleep 1; \"$@\"; echo $? >code; } | true", "list", "--json");
        assertThat(list.err()).isEmpty();
        assertThat(lab.path("code")).hasContent("0");
    }
}
