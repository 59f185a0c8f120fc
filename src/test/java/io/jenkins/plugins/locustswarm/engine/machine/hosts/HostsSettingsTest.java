package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "load-1.example.com, load-1.example.com, 2200",
        "load-1:22, load-1, 22",
        "192.0.2.7, 192.0.2.7, 2200",
        "192.0.2.7:2222, 192.0.2.7, 2222",
        "2001:db8::7, 2001:db8::7, 2200",
        "[2001:db8::7]:2222, 2001:db8::7, 2222",
    })
    void aHostIsANameOrAnAddressAndPerhapsAPort(String written, String name, int port) {
        assertThat(Host.parse(written, 2200)).isEqualTo(new Host(written, name, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-oProxyCommand=x", "a b", "ann@load-1", "load-1:", "load-1:0", "load-1:70000", "$(id)"})
    void anInvalidHostIsRefused(String written) {
        assertThatThrownBy(() -> Host.parse(written, 22))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("\"" + written + "\" is not a valid host: ");
    }

    @Test
    void aHostThatIsListedTwiceIsRefused() {
        assertThatThrownBy(() ->
                        settings().master("a").slaves(List.of("b", "A:22")).build())
                .isInstanceOf(BadInputException.class)
                .hasMessageMatching("The host (a|A:22) is listed twice: a machine can have only one role."
                        + " List each machine once.");
        assertThat(settings().master("a").slaves(List.of("a:2222")).build().maxSlaves())
                .isEqualTo(1);
    }

    @Test
    void anInvalidUserAndFolderAreRefused() {
        assertThatThrownBy(() -> settings().user("-l").build()).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> settings().folder("/").build()).isInstanceOf(BadInputException.class);
    }

    private static HostsSettings.Builder settings() {
        return HostsSettings.builder().user("load").key(() -> null).trust(() -> null);
    }
}
