package io.jenkins.plugins.locustswarm.engine.machine.local;

import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.io.file.PathUtils;

/** The computer that this process runs on. */
public final class ThisComputer implements LocalComputer {

    /** The range of ports for outgoing connections (Linux, ip_local_port_range in ip-sysctl), 32768 to 60999 by default. */
    private static final Path OUTGOING_PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** Above the ports on which services usually listen. */
    private static final int MIN_PORT = 15_000;

    private static final int MAX_PORTS_TRIED = 100;
    private static final int ANY_PORT = 0;

    @Override
    public Shell shell(String machine) {
        return new LocalShell(machine);
    }

    @Override
    public void makeFolder(String path) throws IOException {
        Files.createDirectories(Path.of(path));
    }

    @Override
    public void deleteFolder(String path) throws IOException {
        Path folder = Path.of(path);
        if (Files.exists(folder)) {
            PathUtils.deleteDirectory(folder);
        }
    }

    @Override
    public void deleteEmptyFolder(String path) throws IOException {
        try {
            Files.deleteIfExists(Path.of(path));
        } catch (DirectoryNotEmptyException e) {
            // stays
        }
    }

    /** Locust listens on the port some seconds later, so an outgoing connection, such as one of a load, must not take it. */
    @Override
    public int freePort() throws IOException {
        int end = firstOutgoingPort();
        for (int i = 0; i < MAX_PORTS_TRIED && end > MIN_PORT; i++) {
            int port = ThreadLocalRandom.current().nextInt(MIN_PORT, end);
            try {
                return listenTo(port);
            } catch (BindException e) {
                continue; // in use
            }
        }
        return listenTo(ANY_PORT);
    }

    private static int listenTo(int port) throws IOException {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Returns the lowest port that the kernel gives to outgoing connections; 0 where it does not say that. */
    private static int firstOutgoingPort() {
        try (Scanner range = new Scanner(Files.newBufferedReader(OUTGOING_PORTS))) { // the kernel answers one read only
            return range.nextInt();
        } catch (IOException | NoSuchElementException e) {
            return 0;
        }
    }
}
