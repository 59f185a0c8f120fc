package io.jenkins.plugins.locustswarm.engine.machine;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Machines that are names only: dead, gone for good, or slow to reach, when a test says so. */
public class FakeProvider implements MachineProvider {

    /** A real connection is not closed at once. */
    private static final long CLOSING_NANOS = 200_000;

    final Queue<String> connected = new ConcurrentLinkedQueue<>();
    final Queue<String> closed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();
    private final Map<String, String> gone = new ConcurrentHashMap<>();
    private final Queue<String> askedFor = new ConcurrentLinkedQueue<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Set<String> breaking = ConcurrentHashMap.newKeySet();
    private final Map<String, CountDownLatch> slow = new ConcurrentHashMap<>();

    /** Each command on the machine succeeds and prints the text. */
    public void answers(String machine, String text) {
        answers.put(machine, text);
    }

    /** The machine has each file that is fetched from it, with this text. */
    public void sends(String machine, String text) {
        files.put(machine, text);
        breaking.remove(machine);
    }

    /** The connection breaks after the first file that is fetched from the machine. */
    public void breaksWhileItSends(String machine) {
        sends(machine, "");
        breaking.add(machine);
    }

    /** The machine cannot be reached. */
    public void dead(String machine) {
        dead.add(machine);
    }

    /** The machine cannot be reached and never will be. */
    public void gone(String machine, String why) {
        dead(machine);
        gone.put(machine, why);
    }

    /** The machines whose state was queried, in that order. */
    public List<String> askedFor() {
        return List.copyOf(askedFor);
    }

    /** The number of open connections. */
    int open() {
        return open.get();
    }

    /** The largest number of connections that were open at the same time. */
    int mostOpen() {
        return mostOpen.get();
    }

    /** The machine is reached once the latch is down. */
    void slowToReach(String machine, CountDownLatch until) {
        slow.put(machine, until);
    }

    @Override
    public Shell connect(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        if (dead.contains(machine.name())) {
            throw new ShellException(machine.name() + " is dead");
        }
        if (slow.containsKey(machine.name())) {
            slow.get(machine.name()).await();
        }
        connected.add(machine.name());
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        return new FakeShell(machine.name());
    }

    @Override
    public Optional<String> whyGone(SwarmRecord swarm, MachineRecord machine) {
        askedFor.add(machine.name());
        return Optional.ofNullable(gone.get(machine.name()));
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void create(RecordKeeper keeper, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void destroy(RecordKeeper keeper, Set<Role> roles, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void extendLease(RecordKeeper keeper, Instant end) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean bootstrapsAsRoot() {
        return false;
    }

    @Override
    public int masterPort(MachineRecord master, Shell shell) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    private final class FakeShell implements Shell {

        private final String machine;

        FakeShell(String machine) {
            this.machine = machine;
        }

        @Override
        public ShellResult run(Script script) {
            if (!answers.containsKey(machine)) {
                throw new UnsupportedOperationException();
            }
            return new ShellResult(0, answers.get(machine), "");
        }

        @Override
        public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<FetchedFile> getFiles(
                String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline) {
            for (FileRequest file : files.containsKey(machine) ? wanted : List.<FileRequest>of()) {
                write(localFolder.resolve(file.name()));
                if (breaking.contains(machine)) {
                    throw new ShellException(machine + " does not answer any more");
                }
            }
            return List.of(); // none of them was cut
        }

        private void write(Path file) {
            try {
                Files.writeString(file, files.get(machine));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            LockSupport.parkNanos(CLOSING_NANOS);
            open.decrementAndGet();
            closed.add(machine);
        }
    }
}
