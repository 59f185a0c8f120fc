package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Hosts that delay those who wait for them: silent, dead, slow and lying ones, and two that fail during the load. */
final class BadHosts implements AutoCloseable {

    /** Addresses that no loopback machine gets. */
    private static final String SILENT = "127.21.0.1";

    private static final String DEAD = "127.21.0.2";

    private static final int FULL_AFTER_MILLIS = 300;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<LoopbackMachine> machines = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    private LoopbackMachine frozenLater;
    private LoopbackMachine killedLater;

    private BadHosts() {}

    /** @param others the machines whose key these take, too */
    static BadHosts start(Machines others) throws IOException {
        BadHosts hosts = new BadHosts();
        try {
            hosts.silent();
            hosts.dead();
            hosts.machine(others, "touch " + LightLoad.SLOW);
            hosts.lying(others, "head -c 100000 /dev/urandom");
            hosts.lying(others, "true");
            hosts.frozenLater = hosts.machine(others, "true");
            hosts.killedLater = hosts.machine(others, "true");
            return hosts;
        } catch (IOException | RuntimeException e) {
            hosts.close();
            throw e;
        }
    }

    /** Accepts connections and says nothing. */
    private void silent() throws IOException {
        open.add(new ServerSocket(22, 50, InetAddress.getByName(SILENT)));
        addresses.add(SILENT);
    }

    /** Drops what is sent to it, as the kernel does when nobody accepts the connections that wait. */
    private void dead() throws IOException {
        InetAddress address = InetAddress.getByName(DEAD);
        open.add(new ServerSocket(22, 1, address));
        addresses.add(DEAD);
        for (boolean full = false; !full; ) {
            Socket waiting = new Socket();
            open.add(waiting);
            try {
                waiting.connect(new InetSocketAddress(address, 22), FULL_AFTER_MILLIS);
            } catch (SocketTimeoutException e) {
                full = true;
            }
        }
    }

    /** Answers each command with something else. */
    private void lying(Machines others, String answer) throws IOException {
        machine(others, "echo 'ForceCommand " + answer + "' >>/run/sshd-config/sshd_config");
    }

    private LoopbackMachine machine(Machines others, String preparation) {
        LoopbackMachine machine = others.builder().beforeSshd(preparation).start();
        machines.add(machine);
        addresses.add(machine.address());
        return machine;
    }

    List<String> addresses() {
        return addresses;
    }

    /** Freezes one host, whose connections then stay open without an answer, and kills another one. */
    void getWorse() {
        frozenLater.freeze();
        killedLater.kill();
    }

    /** Returns the fingerprints of their host keys, as a configuration has them. */
    List<String> fingerprints() {
        return machines.stream()
                .map(machine -> machine.address() + "=" + machine.fingerprint())
                .toList();
    }

    @Override
    public void close() {
        machines.forEach(LoopbackMachine::close);
        for (AutoCloseable socket : open) {
            try {
                socket.close();
            } catch (Exception e) {
                // nothing is left of a socket
            }
        }
    }
}
