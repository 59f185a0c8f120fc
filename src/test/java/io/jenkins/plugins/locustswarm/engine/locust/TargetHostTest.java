package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetHostTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a",
                "https://a.example:8443/base",
                "HTTP://10.0.0.1",
                "http://[::1]:80",
                "http://load_target:8765",
                "http://ümlaut.example/@scope",
                "ws://chat.example/socket",
                "wss://chat.example",
                "grpc://10.0.0.7:50051",
                "mqtt://broker:1883",
                "postgresql://db/load"
            })
    void anyTextCanBeAHost(String host) {
        assertThat(RunPlan.of("x.py").host(host).build().load().host()).isEqualTo(host);
        assertThat(TargetHost.note(host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:50051      | does not begin with a scheme",
                "staging.example.com  | does not begin with a scheme",
                "//staging            | does not begin with a scheme",
                "http:/staging        | does not begin with a scheme",
                "-staging             | does not begin with a scheme",
                "null                 | does not begin with a scheme",
                "htpp://staging       | begins with htpp://",
                "http://              | has no host name",
                "https:///path        | has no host name",
                "http://:8080         | has no host name",
                "http://a b           | contains white space",
                "http://a:80a         | has a port that is not a number",
                "http://a:            | has a port that is not a number",
                "http://a:70000       | has a port that is not a number",
            })
    void aHostThatLooksLikeAMistakeIsUsedWithAWarning(String host, String words) {
        assertThat(RunPlan.of("x.py").host(host).build().load().host()).isEqualTo(host);
        assertThat(TargetHost.note(host).orElseThrow())
                .startsWith("The host \"" + host + "\" ")
                .contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:hunter2@stage.example.com",
                "grpc://ann:hunter2@10.0.0.7:50051",
                "ann:hunter2@stage.example.com",
                "//ann:hunter2@stage",
                "http:/ann:hunter2@stage",
                "http:\\\\ann:hunter2@stage",
                "http://ann:hunter2@ a"
            })
    void aPasswordInAHostIsRefusedAndNotShown(String host) {
        assertRefused(host, "The host contains a user name or a password");
    }

    @Test
    void aHostThatCannotBeHandedToLocustIsRefused() {
        assertRefused(" ", "The host is empty");
        assertRefused("http://a\0b", "control character");
        assertRefused("http://a\nb", "control character");
    }

    @Test
    void withoutAHostThereIsNothingToNote() {
        assertThat(TargetHost.note(null)).isEmpty();
    }

    private static void assertRefused(String host, String words) {
        assertThatThrownBy(() -> RunPlan.of("x.py").host(host).build())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("hunter2");
    }
}
