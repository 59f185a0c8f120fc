package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands on a real SSH server, and their errors when a machine or a connection breaks. */
class SshShellIT extends SshTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aScriptGetsItsArgumentsWhateverIsInThem() throws Exception {
        String hostile = "-rf $(touch /tmp/hacked) `id` 'x' \"y\" \\ ; & \n é";
        ShellResult result = shell.run(Script.of("printf '%s|' \"$@\"").arguments(hostile, "", hostile));
        assertThat(result).isEqualTo(new ShellResult(0, hostile + "||" + hostile + "|\n", ""));
        assertThat(machine.exec("test -e /tmp/hacked").succeeded()).isFalse();
    }

    @Test
    void exitCodesAndBothOutputsComeBack() throws Exception {
        assertThat(shell.run(Script.of("echo out; echo err >&2; exit 7")))
                .isEqualTo(new ShellResult(7, "out\n", "err\n"));
        assertThat(shell.run(Script.of("kill -KILL $$")).exitCode()).isEqualTo(137);
        assertThat(shell.run(Script.of("seq 100000")).out()).endsWith("\n99999\n100000\n");
    }

    @Test
    void linesAreHandedOnAsTheyCome() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        machine.exec("mkfifo -m 666 /tmp/go");
        CompletableFuture<ShellResult> running =
                inBackground(Script.of("echo first; cat /tmp/go; echo last").onLine(lines::add));
        assertThat(lines.poll(60, SECONDS)).isEqualTo("first");
        assertThat(running).isNotDone();
        machine.exec("echo second > /tmp/go");
        assertThat(running.get(60, SECONDS).out()).isEqualTo("first\nsecond\nlast\n");
        assertThat(lines).containsExactly("second", "last");
    }

    @Test
    void noValueIsAnArgumentThatOthersSee() throws Exception {
        ShellResult result = shell.run(
                Script.of("ps -e -o args; tr '\\0' ' ' </proc/*/cmdline | cat").arguments("secret-argument"));
        assertThat(result.out()).contains("bash -c").doesNotContain("secret-argument");
    }

    @Test
    void outputOfTheLoginShellIsDiscarded() throws Exception {
        machine.exec("echo 'echo welcome to this machine' > /home/load/.bashrc");
        assertThat(shell.run(Script.of("echo answer")).out()).isEqualTo("answer\n");
    }

    @ParameterizedTest
    @CsvSource({
        "head -c 300000 /dev/urandom, with exit code 0. Give",
        "true, with exit code 0. Give",
        "echo This account is not available.; exit 1, with exit code 1 and the answer \"This account is not available.\". Give"
    })
    void aMachineThatRunsNoCommandsIsNamed(String forced, String how) throws Exception {
        machine.exec("sed -i 's|^|command=\"" + forced + "\" |' /home/load/.ssh/authorized_keys");
        try (SshShell other = connect(access())) {
            assertThatThrownBy(() -> other.run(Script.of("true")))
                    .isInstanceOf(CommandIgnoredException.class)
                    .hasMessage("worker-1 (" + machine.address() + ") does not run the swarm's commands, but ends the"
                            + " session " + how + " the login user a shell, and no forced command (ForceCommand,"
                            + " command=...).");
            assertThatThrownBy(() -> other.getFiles(
                            "/tmp", List.of(new FileRequest("log", 10, FileRequest.Part.NOTHING)), folder, MINUTE))
                    .isInstanceOf(CommandIgnoredException.class);
        }
    }

    @Test
    void variablesOfTheMachineThatWouldChangeARunDoNotReachIt() throws Exception {
        machine.exec("echo 'export LOCUST_USERS=7 OTHER=8' > /home/load/.bashrc");
        assertThat(shell.run(Script.of("echo \"$OTHER ${LOCUST_USERS-none}\"")).out())
                .isEqualTo("8 none\n");
    }

    @Test
    void manyCommandsShareOneConnection() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(shell.run(Script.of("echo $SSH_CONNECTION")).out()).contains(machine.address());
        }
        assertThat(machine.exec("grep -c 'Accepted publickey' /run/sshd-config/log")
                        .out())
                .isEqualTo("1\n");
    }

    @Test
    void aCommandIsKilledAtItsDeadlineButItsDetachedSessionsAreNot() throws Exception {
        assertThatThrownBy(() ->
                        shell.run(Script.of("setsid sleep 1111 </dev/null >/dev/null 2>&1 & echo before; sleep 2222")
                                .deadline(Duration.ofSeconds(5))))
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith("A command on worker-1 (" + machine.address() + ") did not end within 5 s.")
                .hasMessageContaining("before");
        awaitNoProcess("sleep 2222");
        assertThat(processes()).contains("sleep 1111");
        assertThat(shell.run(Script.of("echo still usable")).out()).isEqualTo("still usable\n");
    }

    @Test
    void theMachineEndsACommandPastItsDeadlineWithoutAConnection() throws Exception {
        CompletableFuture<ShellResult> running =
                inBackground(Script.of("echo on; sleep 3333").deadline(Duration.ofSeconds(15)));
        awaitProcess("sleep 3333");
        machine.cut();
        assertThat(running).failsWithin(MINUTE);
        awaitNoProcess("sleep 3333");
    }

    @Test
    void aDetachedProcessThatKeepsTheOutputOpenDoesNotHoldTheCommand() throws Exception {
        ShellResult result = shell.run(Script.of("setsid sleep 1111 & echo done"));
        assertThat(result).isEqualTo(new ShellResult(0, "done\n", ""));
        assertThat(processes()).contains("sleep 1111");
    }

    @Test
    void anInterruptEndsTheCommand() throws Exception {
        Thread[] runner = new Thread[1];
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        runner[0] = new Thread(() -> {
            try {
                shell.run(Script.of("sleep 4444"));
                end.complete(null);
            } catch (InterruptedException | RuntimeException e) {
                end.complete(e);
            }
        });
        runner[0].start();
        awaitProcess("sleep 4444");
        runner[0].interrupt();
        assertThat(end.get(60, SECONDS)).isInstanceOf(InterruptedException.class);
        awaitNoProcess("sleep 4444");
        assertThat(shell.run(Script.of("echo still usable")).out()).isEqualTo("still usable\n");
    }

    @Test
    void aCutConnectionIsReportedAndANewOneWorks() throws Exception {
        CompletableFuture<ShellResult> running = inBackground(Script.of("sleep 5555"));
        awaitProcess("sleep 5555");
        machine.cut();
        assertThat(running)
                .failsWithin(MINUTE)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> shell.run(Script.of("true")))
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith("The connection to worker-1 (" + machine.address() + ") broke");
        Deadline deadline = Deadline.in(MINUTE);
        while (shell.isOpen() && !deadline.passed()) {
            deadline.pause(Duration.ofMillis(5));
        }
        assertThat(shell.isOpen()).isFalse();
        shell.close();
        shell = connect(access());
        assertThat(shell.run(Script.of("echo again")).out()).isEqualTo("again\n");
    }

    @Test
    void aMachineThatDiesIsReported() throws Exception {
        CompletableFuture<ShellResult> running = inBackground(Script.of("sleep 1000"));
        awaitProcess("sleep 1000");
        machine.kill();
        assertThat(running).failsWithin(MINUTE);
        assertThatThrownBy(() -> connect(access()))
                .isInstanceOf(ShellException.class)
                .hasMessage("worker-1 (" + machine.address() + ") cannot be reached by SSH: Connection refused.");
    }

    @Test
    void aMachineThatFreezesIsGivenUpAtTheDeadline() throws Exception {
        shell.close();
        shell = connect(access().timeouts(Duration.ofSeconds(20), Duration.ofMinutes(1)));
        machine.freeze();
        Deadline deadline = Deadline.in(Duration.ofMinutes(3)); // keep-alives would notice after five minutes
        assertThatThrownBy(() -> shell.run(Script.of("true").deadline(Duration.ofSeconds(1))))
                .isInstanceOf(ShellException.class);
        assertThat(deadline.passed()).isFalse();
    }

    @Test
    void aQuietConnectionToAFrozenMachineEndsWithoutKeepAlives() throws Exception {
        shell.close();
        shell = connect(access().timeouts(Duration.ofSeconds(20), Duration.ofSeconds(1)));
        CompletableFuture<ShellResult> running =
                inBackground(Script.of("sleep 1000").deadline(Duration.ofMinutes(5)));
        awaitProcess("sleep 1000");
        machine.freeze();
        assertThat(running)
                .failsWithin(MINUTE)
                .withThrowableThat()
                .withMessageContaining("Did not receive any keep-alive response for 4 seconds");
    }

    @Test
    void aQuietConnectionStaysOpenWhileTheMachineAnswers() throws Exception {
        shell.close();
        shell = connect(access().timeouts(Duration.ofSeconds(20), Duration.ofMillis(200)));
        ShellResult result = shell.run(Script.of("sleep 4; echo done").deadline(Duration.ofMinutes(5)));
        assertThat(result.out()).isEqualTo("done\n");
    }

    @Test
    void aMachineThatFreezesBeforeTheConnectionIsGivenUpInTime() {
        machine.freeze();
        Deadline deadline = Deadline.in(MINUTE);
        assertThatThrownBy(() -> connect(access().timeouts(Duration.ofSeconds(2), Duration.ofSeconds(15))))
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith("worker-1 (" + machine.address() + ") cannot be reached by SSH: ");
        assertThat(deadline.passed()).isFalse();
    }

    @Test
    void anAddressThatCannotBeResolvedIsNamed() {
        assertThatThrownBy(() -> SshShell.connect("worker-1", "no.such.host.invalid", 22, access()))
                .isInstanceOf(ShellException.class)
                .hasMessage("The address of worker-1 (no.such.host.invalid) cannot be resolved: check the name, and the"
                        + " DNS of this computer.");
    }

    @Test
    void aKeyThatTheMachineDoesNotKnowIsNamed() {
        SshKey other =
                SshKey.read(SshKeys.make(folder, "other", "", "-t", "ed25519").file(), null);
        assertThatThrownBy(() -> connect(SshAccess.of("load", other, access().trust())))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessage("worker-1 (" + machine.address() + ") does not let load log in. The SSH key file "
                        + folder.resolve("other") + " was offered: is its public key in ~/.ssh/authorized_keys of"
                        + " that user?");
        assertThatThrownBy(() -> connect(SshAccess.of("nobody-there", other, access().trust())))
                .isInstanceOf(LoginRefusedException.class);
    }

    private CompletableFuture<ShellResult> inBackground(Script script) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return shell.run(script);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<String> processes() {
        return machine.exec("ps -e -o args=").out().lines().toList();
    }

    private void awaitProcess(String command) throws InterruptedException {
        Deadline deadline = Deadline.in(MINUTE);
        while (!processes().contains(command)) {
            assertThat(deadline.passed()).as(command + " never ran").isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
    }

    private void awaitNoProcess(String command) throws InterruptedException {
        Deadline deadline = Deadline.in(MINUTE);
        while (processes().contains(command)) {
            assertThat(deadline.passed()).as(command + " still runs").isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
    }
}
