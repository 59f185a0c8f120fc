package io.jenkins.plugins.locustswarm.engine.machine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThisComputerTest {

    private final ThisComputer computer = new ThisComputer();

    @Test
    void noOutgoingConnectionTakesTheFreePortMeanwhile() throws IOException {
        int firstOutgoing;
        try (Scanner range = new Scanner(Files.newBufferedReader(Path.of("/proc/sys/net/ipv4/ip_local_port_range")))) {
            firstOutgoing = range.nextInt();
        }
        assumeThat(firstOutgoing).isGreaterThan(20_000); // else no port is safe from them
        for (int i = 0; i < 20; i++) {
            assertThat(computer.freePort()).isBetween(15_000, firstOutgoing - 1);
        }
    }

    @Test
    void severalSwarmsGetDifferentPortsOnWhichTheyCanListen() throws IOException {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            int port = computer.freePort();
            try (ServerSocket master = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                ports.add(master.getLocalPort());
            }
        }
        assertThat(ports).hasSizeGreaterThan(5);
    }
}
