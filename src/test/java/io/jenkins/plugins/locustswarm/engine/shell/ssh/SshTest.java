package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A machine and a shell on it for each test. */
abstract class SshTest {

    @TempDir
    Path folder;

    SshKeys.Pair pair;
    LoopbackMachine machine;
    SshShell shell;

    @BeforeAll
    static void needsMachines() {
        LoopbackMachine.assumePossible();
    }

    @BeforeEach
    void connect() throws InterruptedException {
        pair = SshKeys.ed25519(folder);
        machine = machine().start();
        shell = connect(access());
    }

    LoopbackMachine.Builder machine() {
        return LoopbackMachine.machine().authorizedKey(pair.publicLine());
    }

    SshAccess access() {
        return access(HostTrust.pinned(List.of(machine.fingerprint())));
    }

    SshAccess access(HostTrust trust) {
        return SshAccess.of(machine.user(), SshKey.read(pair.file(), null), trust)
                .timeouts(Duration.ofSeconds(20), Duration.ofSeconds(15));
    }

    SshShell connect(SshAccess access) throws InterruptedException {
        return SshShell.connect("worker-1", machine.address(), machine.port(), access);
    }

    @AfterEach
    void end() {
        if (shell != null) {
            shell.close();
        }
        if (machine != null) {
            machine.close();
        }
    }
}
