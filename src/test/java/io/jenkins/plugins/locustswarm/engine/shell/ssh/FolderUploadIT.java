package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A folder goes to a real SSH server. */
class FolderUploadIT extends SshTest {

    private static final Duration TIME = Duration.ofMinutes(2);
    private static final String TARGET = "/home/load/swarms/x y/bootstrap";

    private Path home;

    @BeforeEach
    void makeFolder() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        write("bootstrap.sh", "#!/bin/bash\n");
        home.resolve("bootstrap.sh").toFile().setExecutable(true);
        write("typical_load.py", "from locust import HttpUser\n");
        write("lib/deep/er/data.csv", "a,b\n");
        write("empty", "");
    }

    @Test
    void theMachineGetsAllFilesWithTheirModes() throws Exception {
        put();
        assertThat(there()).isEqualTo(here());
        assertThat(machine.exec("cd '" + TARGET + "' && stat -c '%a %U %n' bootstrap.sh typical_load.py lib")
                        .out())
                .isEqualTo("755 load bootstrap.sh\n644 load typical_load.py\n755 load lib\n");
    }

    @Test
    void namesAreTakenAsTheyAre() throws Exception {
        for (String name : List.of(
                "-rf",
                "$(touch hacked)",
                "a'b\"c",
                "sp ace ",
                "back\\slash",
                "*",
                "é ü 中",
                "tab\tx",
                "n".repeat(200),
                ("d".repeat(90) + "/").repeat(3) + "deep",
                "~",
                "!x",
                ";id",
                "--checkpoint-action=exec=sh x")) {
            write(name, name);
        }
        put();
        assertThat(there()).isEqualTo(here());
        Files.delete(home.resolve("-rf"));
        Files.delete(home.resolve("$(touch hacked)"));
        Files.delete(home.resolve("*"));
        put();
        assertThat(there()).isEqualTo(here());
    }

    @Test
    void filesThatTheMachineHasAreNotSentAgain() throws Exception {
        put();
        Map<String, String> before = changeTimes();
        put();
        assertThat(changeTimes()).isEqualTo(before);

        write("typical_load.py", "changed\n");
        write("new.py", "new\n");
        put();
        Map<String, String> after = changeTimes();
        assertThat(there()).isEqualTo(here());
        assertThat(after.get("typical_load.py")).isNotEqualTo(before.get("typical_load.py"));
        assertThat(after.keySet()).contains("new.py");
        after.keySet().retainAll(List.of("bootstrap.sh", "empty", "lib/deep/er/data.csv"));
        before.keySet().retainAll(after.keySet());
        assertThat(after).isEqualTo(before);
    }

    @Test
    void changesOnTheMachineAreReverted() throws Exception {
        put();
        machine.exec("cd '" + TARGET + "' && chmod -x bootstrap.sh && echo more >> typical_load.py && touch extra"
                + " && mkdir made && echo x > made/y && rm empty && ln -s /etc/passwd link && mkfifo fifo");
        assertThat(there()).isNotEqualTo(here());
        put();
        assertThat(there()).isEqualTo(here());
        assertThat(machine.exec("cd '" + TARGET + "' && ls -A").out())
                .isEqualTo("bootstrap.sh\nempty\nlib\ntypical_load.py\n");
        assertThat(machine.exec("test -x '" + TARGET + "/bootstrap.sh'").succeeded())
                .isTrue();
    }

    @Test
    void cachesOfTheMachineAreLeftAlone() throws Exception {
        put();
        machine.exec("cd '" + TARGET
                + "' && mkdir -p lib/__pycache__ .venv/bin && touch lib/__pycache__/x.pyc .venv/bin/python");
        write("__pycache__/mine.pyc", "stays at home");
        Files.delete(home.resolve("empty"));
        put();
        assertThat(machine.exec("cd '" + TARGET + "' && ls lib/__pycache__ .venv/bin; test -e __pycache__; echo $?")
                        .out())
                .isEqualTo(".venv/bin:\npython\n\nlib/__pycache__:\nx.pyc\n1\n");
    }

    @Test
    void aFileMayBecomeAFolderAndAFolderAFile() throws Exception {
        write("was-file", "x");
        write("was-folder/x/y", "y");
        put();
        Files.delete(home.resolve("was-file"));
        write("was-file/now/folder", "z");
        Files.delete(home.resolve("was-folder/x/y"));
        Files.delete(home.resolve("was-folder/x"));
        Files.delete(home.resolve("was-folder"));
        write("was-folder", "now a file");
        put();
        assertThat(there()).isEqualTo(here());
    }

    @Test
    void aLinkOnTheMachineDoesNotLeadOutOfTheFolder() throws Exception {
        put();
        machine.exec("mkdir -m 777 /tmp/elsewhere && cd '" + TARGET + "' && rm -r lib && ln -s /tmp/elsewhere lib");
        put();
        assertThat(there()).isEqualTo(here());
        assertThat(machine.exec("ls -A /tmp/elsewhere").out()).isEmpty();
    }

    @Test
    void filesThatBootstrapWroteAsRootAreReplaced() throws Exception {
        put();
        machine.exec("cd '" + TARGET
                + "' && mkdir -p data && echo x > data/made && chown root lib/deep/er lib/deep/er/data.csv");
        write("lib/deep/er/data.csv", "changed\n");
        put();
        assertThat(there()).isEqualTo(here());
    }

    @Test
    void aRepetitionCompletesAnInterruptedUpload() throws Exception {
        byte[] noise = new byte[3_000_000];
        new Random(1).nextBytes(noise);
        Files.write(home.resolve("big.bin"), noise);
        put();
        new Random(2).nextBytes(noise);
        Files.write(home.resolve("big.bin"), noise);
        write("zzz.py", "after the big one\n");
        // a tar that stops in the middle of the archive, as when the connection stalls
        machine.exec("printf '%s\\n' '#!/bin/bash' 'head -c 1000000 | /usr/bin/tar \"$@\"; touch /tmp/half; sleep 1000'"
                + " > /usr/local/bin/tar; chmod 755 /usr/local/bin/tar");
        CompletableFuture<Void> sending = inBackground(home, TARGET);
        awaitFile("/tmp/half");
        machine.cut();
        assertThat(sending)
                .failsWithin(TIME)
                .withThrowableThat()
                .withCauseInstanceOf(ShellException.class)
                .withMessageContaining("The connection to worker-1 (" + machine.address()
                        + ") broke while the files of the test were sent");
        assertThat(there()).isNotEqualTo(here());
        machine.exec("rm /usr/local/bin/tar");
        shell.close();
        shell = connect(access());
        put();
        assertThat(there()).isEqualTo(here());
    }

    @Test
    void aMachineThatReadsLateGetsTheLastBytesToo() throws Exception {
        machine.exec("printf '%s\\n' '#!/bin/bash' 'sleep 1; exec /usr/bin/tar \"$@\"' > /usr/local/bin/tar;"
                + " chmod 755 /usr/local/bin/tar");
        // OpenSSH takes 2 MB ahead of the reader and a pipe some more: one of these ends right after what it takes
        List<CompletableFuture<Void>> late = new ArrayList<>();
        for (int size = 2 << 20; size < (2 << 20) + 160_000; size += 20_000) {
            byte[] noise = new byte[size];
            new Random(1).nextBytes(noise);
            Path from = Files.createDirectory(folder.resolve("of-" + size));
            Files.write(from.resolve("big.bin"), noise);
            late.add(inBackground(from, "/home/load/of-" + size));
        }
        for (CompletableFuture<Void> sent : late) {
            assertThat(sent).succeedsWithin(TIME);
        }
    }

    @Test
    void anUploadWithoutProgressEndsAtTheDeadline() throws Exception {
        machine.exec("printf '%s\\n' '#!/bin/bash' 'sleep 1000' > /usr/local/bin/tar; chmod 755 /usr/local/bin/tar");
        Deadline late = Deadline.in(TIME);
        assertThatThrownBy(() -> shell.putFolder(FolderSnapshot.of(home), TARGET, Duration.ofSeconds(1)))
                .isInstanceOf(ShellException.class);
        assertThat(late.passed()).isFalse();
    }

    @Test
    void aScriptThatNeedsTheFolderRunsInTheSameCommandOnceItIsThere() throws Exception {
        Script script = Script.of("""
                        ls "$1"
                        echo "$(umask) ${LC_ALL:-no locale}" >&2
                        [[ ! -t 0 ]] && read -r && return 1
                        return 5
                        """).arguments(TARGET);
        String ownUmask = shell.run(Script.of("umask")).out().strip();
        for (int time = 1; time <= 2; time++) { // sent, and there already
            List<String> lines = Collections.synchronizedList(new ArrayList<>());
            ShellResult result = shell.putFolder(FolderSnapshot.of(home), TARGET, TIME, script.onLine(lines::add));
            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.out()).isEqualTo("bootstrap.sh\nempty\nlib\ntypical_load.py\n");
            assertThat(result.err()).isEqualTo(ownUmask + " no locale\n");
            assertThat(lines).contains("bootstrap.sh", ownUmask + " no locale");
        }
        assertThat(there()).isEqualTo(here());
    }

    @Test
    void aScriptDoesNotRunWhereItsFolderCouldNotBeWritten() {
        Script script = Script.of("touch /home/load/ran");
        assertThatThrownBy(() -> shell.putFolder(FolderSnapshot.of(home), "/etc/passwd/x", TIME, script))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("Not a directory");
        assertThat(machine.exec("test -e /home/load/ran").succeeded()).isFalse();
    }

    @Test
    void theTimeOfAScriptBeginsWhenItsFolderIsThere() throws Exception {
        machine.exec("printf '%s\\n' '#!/bin/bash' 'sleep 8' 'exec /bin/tar \"$@\"' > /usr/local/bin/tar;"
                + " chmod 755 /usr/local/bin/tar");
        Script quick = Script.of("echo ran").title("A script").deadline(Duration.ofSeconds(5));
        assertThat(shell.putFolder(FolderSnapshot.of(home), TARGET, TIME, quick).out())
                .isEqualTo("ran\n");

        Script slow = Script.of("echo begun; sleep 1000").title("A script").deadline(Duration.ofSeconds(5));
        assertThatThrownBy(() -> shell.putFolder(FolderSnapshot.of(home), TARGET, TIME, slow))
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith("A script on worker-1")
                .hasMessageContaining("did not end within 5 s. Its last lines: begun");
    }

    @Test
    void aDiskThatIsFullIsNamed() throws Exception {
        end();
        machine = machine().disk("4m").start();
        shell = connect(access());
        byte[] noise = new byte[8_000_000];
        new Random(1).nextBytes(noise);
        Files.write(home.resolve("big.bin"), noise);
        assertThatThrownBy(this::put)
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith("The files of the test could not be written to " + TARGET + " on worker-1 ("
                        + machine.address() + "): its disk is full (");
        Files.delete(home.resolve("big.bin"));
        put();
        assertThat(there()).isEqualTo(here());
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() {
        assertThatThrownBy(() -> shell.putFolder(FolderSnapshot.of(home), "/etc/passwd/x", TIME))
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith("The files of the test could not be written to /etc/passwd/x on worker-1")
                .hasMessageContaining("Not a directory");
    }

    @Test
    void aMachineWithoutTarSaysSo() {
        machine.exec("mkdir /srv/bin; for tool in bash timeout find sort xargs sha256sum gzip mkdir rm; do"
                + " ln -s \"$(command -v $tool)\" /srv/bin; done; echo PATH=/srv/bin > /home/load/.bashrc");
        assertThatThrownBy(this::put)
                .isInstanceOf(ShellException.class)
                .hasMessageEndingWith("tar is not installed there.");
    }

    @Test
    void aFileThatChangesWhileItIsSentIsAnError() throws Exception {
        FolderSnapshot before = FolderSnapshot.of(home);
        write("typical_load.py", "From locust import HttpUser\n");
        assertThatThrownBy(() -> shell.putFolder(before, TARGET, TIME))
                .isInstanceOf(BadInputException.class)
                .hasMessage("The file " + home.resolve("typical_load.py")
                        + " changed while it was being sent. Repeat the operation.");
        put();
        assertThat(there()).isEqualTo(here());
    }

    private void put() throws InterruptedException {
        shell.putFolder(FolderSnapshot.of(home), TARGET, TIME);
    }

    private CompletableFuture<Void> inBackground(Path from, String target) {
        return CompletableFuture.runAsync(() -> {
            try {
                shell.putFolder(FolderSnapshot.of(from), target, TIME);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void awaitFile(String path) throws InterruptedException {
        Deadline deadline = Deadline.in(TIME);
        while (!machine.exec("test -e " + path).succeeded()) {
            assertThat(deadline.passed()).as("no " + path).isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
    }

    private void write(String path, String content) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    /** Digest by path, as this machine has the files. */
    private Map<String, String> here() {
        Map<String, String> files = new HashMap<>();
        FolderSnapshot.of(home).entries().forEach(entry -> files.put(entry.path(), entry.sha256()));
        return files;
    }

    /** Digest by path, as the machine has the files. */
    private Map<String, String> there() throws InterruptedException {
        String out = shell(Script.of("cd \"$1\" && find . -type f -print0 | xargs -0 sha256sum -z | tr '\\0' '\\n'"));
        Map<String, String> files = new HashMap<>();
        out.lines().forEach(line -> files.put(line.substring(68), line.substring(0, 64)));
        return files;
    }

    private Map<String, String> changeTimes() throws InterruptedException {
        Map<String, String> times = new HashMap<>();
        shell(Script.of("cd \"$1\" && find . -type f -printf '%C@ %P\\n'"))
                .lines()
                .forEach(line -> times.put(line.split(" ", 2)[1], line.split(" ", 2)[0]));
        return times;
    }

    private String shell(Script script) throws InterruptedException {
        try (SshShell other = connect(access())) {
            return other.run(script.arguments(TARGET)).out();
        }
    }
}
