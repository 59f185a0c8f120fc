package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;

/** What a machine answers when it is asked for bootstrap.sh. */
class BootstrapFuzz {

    private static final Duration MAX_ELAPSED = Duration.ofDays(200);

    @FuzzTest(maxDuration = "")
    void state(byte[] content) {
        String answer = new String(content, UTF_8);
        BootstrapOutput output = new BootstrapOutput(line -> {});
        answer.lines().forEach(output::accept);
        if (output.next() < 0) {
            throw new AssertionError("The output continues before its beginning, at " + output.next());
        }
        BootstrapState state;
        try {
            state = BootstrapState.parse(answer);
        } catch (IllegalArgumentException e) {
            return; // as if it had not answered
        }
        if (state.elapsed().isNegative() || state.elapsed().compareTo(MAX_ELAPSED) > 0 || state.cpus() < 0) {
            throw new AssertionError("Nothing can be planned with " + state);
        }
    }
}
