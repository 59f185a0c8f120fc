package io.jenkins.plugins.locustswarm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinHintTest {

    @Test
    void argumentsAreRepeatedWithoutValuesThatMayBeSecrets() {
        assertThat(JoinHint.arguments(List.of())).isEmpty();
        assertThat(JoinHint.arguments(List.of("--tags", "check out", "b", "--token", "hunter2", "--key=hunter2")))
                .isEqualTo(" -- --tags 'check out' 'b' --token ... --key=...");
        assertThat(JoinHint.arguments(List.of("-T", "a", "-phunter2", "hunter2")))
                .isEqualTo(" -- -T 'a' ... ...");
    }

    @Test
    void dotsInPlaceOfAValueAreRefused() {
        for (RunPlan.Builder plan : List.of(
                RunPlan.of("a.py").environment("TOKEN", "..."),
                RunPlan.of("a.py").extraArguments(List.of("--token", "...")),
                RunPlan.of("a.py").extraArguments(List.of("--token=...")))) {
            assertThatThrownBy(() -> JoinHint.requireReplaced(plan.build()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("The slaves need the values that the master got: write them in place of the dots after"
                            + " -e and --.");
        }
        JoinHint.requireReplaced(RunPlan.of("a.py").environment("TOKEN", "1").build());
    }
}
