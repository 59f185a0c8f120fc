package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshPortProbeTest {

    private static ServerSocket listen(int port, String address) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName(address));
    }

    @Test
    void addressesAreFoundAtWhichSomethingListens() throws Exception {
        try (ServerSocket first = listen(0, "127.9.0.1");
                ServerSocket second = listen(first.getLocalPort(), "127.9.0.3")) {
            assertThat(new SshPortProbe(second.getLocalPort())
                            .answering(List.of("127.9.0.1", "127.9.0.2", "127.9.0.3")))
                    .containsExactlyInAnyOrder("127.9.0.1", "127.9.0.3");
        }
    }

    @Test
    void manyAddressesAreTriedTogether() throws Exception {
        try (ServerSocket last = listen(0, "127.9.4.4")) {
            List<String> addresses = new ArrayList<>(IntStream.range(0, 1_000)
                    .mapToObj(i -> "127.9." + (8 + i / 250) + "." + (1 + i % 250))
                    .toList());
            addresses.add("127.9.4.4");
            assertThat(new SshPortProbe(last.getLocalPort()).answering(addresses))
                    .containsExactly("127.9.4.4");
        }
    }

    @Test
    void anInvalidAddressIsNotFound() throws Exception {
        assertThat(new SshPortProbe(22).answering(List.of("no such host.invalid")))
                .isEmpty();
    }

    @Test
    void anInterruptIsThrown() throws Exception {
        try (ServerSocket server = listen(0, "127.9.0.1")) {
            SshPortProbe probe = new SshPortProbe(server.getLocalPort());
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> probe.answering(List.of("127.9.0.1"))).isInstanceOf(InterruptedException.class);
        }
    }
}
