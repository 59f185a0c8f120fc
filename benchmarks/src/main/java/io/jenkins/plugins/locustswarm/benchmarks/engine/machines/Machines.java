package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Loopback machines with Locust, the first of them for the master, and the configurations with which ssh and the
 * command reach them.
 */
final class Machines implements AutoCloseable {

    private static final String USER = "load";

    private final List<LoopbackMachine> all = new ArrayList<>();
    private final Path folder;
    private final SshKeys.Pair key;

    private Machines(Path folder) {
        this.folder = folder;
        this.key = SshKeys.ed25519(folder);
    }

    /** @param folder empty; for the key and the configurations */
    static Machines start(Path folder, int count) throws IOException, InterruptedException {
        Path venv = MachineVenv.real();
        Machines machines = new Machines(folder);
        try {
            for (int i = 0; i < count; i++) {
                machines.all.add(LoopbackMachine.machine()
                        .user(USER)
                        .authorizedKey(machines.key.publicLine())
                        .show(venv, MachineVenv.SEEN)
                        .beforeSshd("ln -s " + MachineVenv.SEEN + "/bin/locust /usr/local/bin/locust")
                        .start());
            }
            machines.writeConfigurations();
            return machines;
        } catch (IOException | RuntimeException e) {
            machines.close();
            throw e;
        }
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
