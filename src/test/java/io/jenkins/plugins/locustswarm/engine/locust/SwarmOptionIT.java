package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The options of the swarm compared with those of real Locusts, of today and of 2022. */
class SwarmOptionIT {

    private static final Script OPTIONS = Script.of("""
            "$1/bin/python" -c '
            from locust.argument_parser import get_parser
            for action in get_parser()._actions:
                if action.option_strings:
                    print(action.env_var or "", *action.option_strings)
            '
            """);

    /** What a run may set. Decide about a variable that Locust adds: an option of the swarm belongs into SwarmOption. */
    private static final Set<String> PASSED_ON = Set.of(
            "LOCUST_AUTOQUIT",
            "LOCUST_BUILD_PATH",
            "LOCUST_CONFIG_USERS",
            "LOCUST_ENABLE_OPENTELEMETRY",
            "LOCUST_EXCLUDE_TAGS",
            "LOCUST_EXIT_CODE_ON_ERROR",
            "LOCUST_HOST",
            "LOCUST_LEGACY_UI",
            "LOCUST_LOCUSTFILE",
            "LOCUST_LOGLEVEL",
            "LOCUST_PRINT_STATS",
            "LOCUST_TAGS",
            "LOCUST_TLS_CERT",
            "LOCUST_TLS_KEY",
            "LOCUST_USERCLASS_PICKER",
            "LOCUST_WEB_AUTH",
            "LOCUST_WEB_BASE_PATH",
            "LOCUST_WEB_HOST_DISPLAY_NAME",
            "LOCUST_WEB_LOGIN");

    /** Variables by flag, empty for a flag without one. */
    private static final Map<String, String> VARIABLES = new TreeMap<>();

    @BeforeAll
    static void askLocust() throws InterruptedException {
        for (Path venv : List.of(LocustVenv.current(), LocustVenv.old())) {
            ShellResult result = new LocalShell("master").run(OPTIONS.arguments(venv.toString()));
            assertThat(result.succeeded()).as("%s", result.lastLines(9)).isTrue();
            for (String line : result.out().lines().toList()) {
                List<String> words = Arrays.asList(line.split(" "));
                words.stream().skip(1).forEach(flag -> VARIABLES.put(flag, words.get(0)));
            }
        }
    }

    @Test
    void everyFlagOfTheSwarmIsOneOfLocust() {
        assertThat(VARIABLES.keySet()).containsAll(SwarmOption.allFlags().toList());
    }

    @Test
    void theVariablesOfTheFlagsThatAreRefusedAreRefused() {
        Set<String> ofOurFlags =
                SwarmOption.allFlags().map(VARIABLES::get).collect(Collectors.toCollection(TreeSet::new));
        assertThat(ofOurFlags.removeAll(Set.of("LOCUST_LOCUSTFILE", "LOCUST_LOGLEVEL", "LOCUST_HOST")))
                .isTrue();
        assertThat(SwarmOption.allVariables()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ofOurFlags);
    }

    @Test
    void everyOtherVariableOfLocustIsKnown() {
        Set<String> others = new TreeSet<>(VARIABLES.values());
        others.remove("");
        others.removeAll(SwarmOption.allVariables().toList());
        assertThat(others).isEqualTo(new TreeSet<>(PASSED_ON));
    }
}
