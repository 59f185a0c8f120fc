package io.jenkins.plugins.locustswarm.engine.locust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Variables of a run whose names bash uses itself. */
@Timeout(120)
class VariablesOfBashTest {

    /** Bash lists those of a function and a pipeline only where they are set. */
    private static final Script NAMES = Script.of("""
            list() { true | true; [[ a =~ a ]]; compgen -v; }
            list
            printf '%s\\n' _ BASH_ARGC BASH_ARGV0 FUNCNAME GROUPS HISTCMD PIPESTATUS RANDOM SECONDS SHLVL SRANDOM
            """);

    @TempDir
    private Path folder;

    private static boolean isAccepted(String name) {
        try {
            RunPlan.of("any.py").environment(name, "a b").build();
            return true;
        } catch (BadInputException e) {
            assertThat(e).hasMessageContaining(name);
            return false;
        }
    }

    @Test
    void aVariableThatBashUsesIsRefusedOrReachesLocustUnchanged() throws Exception {
        LocalShell shell = new LocalShell("worker-1");
        List<String> names = shell.run(NAMES).out().lines().distinct().toList();
        assertThat(names).contains("RANDOM", "IFS", "HOSTNAME", "FUNCNAME", "PIPESTATUS");
        Map<String, String> variables = new LinkedHashMap<>();
        // Locust is found with PATH
        names.stream()
                .filter(name -> !name.equals("PATH"))
                .filter(VariablesOfBashTest::isAccepted)
                .forEach(name -> variables.put(name, "a b"));
        assertThat(variables).containsKeys("IFS", "HOME", "HOSTNAME").doesNotContainKeys("RANDOM", "GROUPS", "SHLVL");
        Path arrived = folder.resolve("arrived");
        FakeLocust locust = new FakeLocust(
                folder, "/bin/cat /proc/$$/environ >" + arrived + ".part; /bin/mv " + arrived + ".part " + arrived);

        locust.start(shell, variables);

        FakeLocust.await(arrived);
        assertThat(environment(arrived)).containsAllEntriesOf(variables);
    }

    private static Map<String, String> environment(Path file) throws Exception {
        Map<String, String> values = new TreeMap<>();
        Stream.of(Files.readString(file, UTF_8).split("\0"))
                .map(variable -> variable.split("=", 2))
                .forEach(parts -> values.put(parts[0], parts[1]));
        return values;
    }
}
