package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Loopback machines with Locust, the first of them for the master, and the configurations with which ssh and the
 * command reach them.
 */
final class Machines implements AutoCloseable {

    private static final String USER = "load";

    private static final int STARTED_AT_ONCE = 8;

    private final List<LoopbackMachine> all = new ArrayList<>();
    private final Path folder;
    private final Path venv;
    private final SshKeys.Pair key;

    private Machines(Path folder, Path venv) {
        this.folder = folder;
        this.venv = venv;
        this.key = SshKeys.ed25519(folder);
    }

    /** @param folder empty; for the key and the configurations */
    static Machines start(Path folder, int count) throws IOException, InterruptedException {
        Machines machines = new Machines(folder, MachineVenv.real());
        try {
            machines.add(count);
            machines.writeConfigurations();
            return machines;
        } catch (IOException | InterruptedException | RuntimeException e) {
            machines.close();
            throw e;
        }
    }

    private void add(int count) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(STARTED_AT_ONCE);
        try {
            List<Future<LoopbackMachine>> started = threads.invokeAll(Collections.nCopies(count, this::withLocust));
            for (Future<LoopbackMachine> machine : started) {
                all.add(machine.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private LoopbackMachine withLocust() {
        return builder()
                .beforeSshd("ln -s " + MachineVenv.SEEN + "/bin/locust /usr/local/bin/locust")
                .start();
    }

    /** Returns the builder of one more machine that takes the same key and has Locust. */
    LoopbackMachine.Builder builder() {
        return LoopbackMachine.machine()
                .user(USER)
                .authorizedKey(key.publicLine())
                .show(venv, MachineVenv.SEEN);
    }

    private void writeConfigurations() throws IOException {
        Files.writeString(
                sshConfiguration(),
                "Host *\n    User " + USER + "\n    IdentityFile " + key.file() + "\n    UserKnownHostsFile "
                        + knownHosts() + "\n    BatchMode yes\n");
        Files.writeString(
                knownHosts(),
                all.stream()
                        .map(machine -> machine.address() + " " + machine.hostKey() + "\n")
                        .collect(Collectors.joining()));
        Files.writeString(
                commandConfiguration(),
                "[swarm]\nprovider = hosts\n\n[hosts]\nmaster = " + master() + "\nslaves = "
                        + String.join(", ", slaves()) + "\nuser = " + USER + "\nkey = " + key.file()
                        + "\nknown_hosts = " + knownHosts() + "\nfolder = " + MachineVenv.FOLDER + "\n");
    }

    /** For OpenSSH's {@code ssh -F}. */
    Path sshConfiguration() {
        return folder.resolve("ssh_config");
    }

    /** For {@code locust-swarm -c}. */
    Path commandConfiguration() {
        return folder.resolve("hosts.cfg");
    }

    Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    SshKeys.Pair key() {
        return key;
    }

    String user() {
        return USER;
    }

    String master() {
        return all.get(0).address();
    }

    /** The addresses of all but the master. */
    List<String> slaves() {
        return addresses().subList(1, all.size());
    }

    List<String> addresses() {
        return all.stream().map(LoopbackMachine::address).toList();
    }

    /** Runs a script as root on each, which must succeed. */
    void onEach(String script) {
        for (LoopbackMachine machine : all) {
            var result = machine.exec(script);
            if (!result.succeeded()) {
                throw new IllegalStateException(machine.address() + ": " + result.out());
            }
        }
    }

    /** Ends the processes that a side left running, and deletes its files in the home of the login user. */
    void clean() {
        onEach("""
                pkill -KILL -f 'locust|sleep 1 19'
                while pgrep -f 'locust' >/dev/null; do sleep 0.05; done
                rm -rf /home/%s/* /tmp/*
                """.formatted(USER));
    }

    @Override
    public void close() {
        all.forEach(LoopbackMachine::close);
    }
}
