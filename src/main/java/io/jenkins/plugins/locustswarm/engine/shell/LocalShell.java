package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * A shell on this computer. Scripts do not inherit the variables {@code LOCUST_*}, which would change a run, and
 * {@code PYTHONHOME}, which breaks virtual environments.
 */
public final class LocalShell implements Shell {

    /** Exit codes after SIGHUP, SIGINT and SIGTERM. */
    private static final Set<Integer> ENDED_BY_TERMINAL = Set.of(129, 130, 143);

    /** Users press Ctrl-C more than once. */
    private static final int MAX_SIGNALS = 3;

    private final String machine;

    /** @param machine the name to use in messages, for example {@code worker-1} */
    public LocalShell(String machine) {
        this.machine = machine;
    }

    @Override
    public ShellResult run(Script script) throws InterruptedException {
        ShellResult result = runOnce(script);
        for (int more = 0; more < MAX_SIGNALS && neverBegan(result); more++) {
            result = runOnce(script);
        }
        return result;
    }

    /**
     * Returns whether a signal ended the process before its script began. Ctrl-C reaches the whole process group,
     * including a process just started that has no session of its own yet.
     */
    private static boolean neverBegan(ShellResult result) {
        return ENDED_BY_TERMINAL.contains(result.exitCode())
                && result.out().isEmpty()
                && result.err().isEmpty();
    }

    private ShellResult runOnce(Script script) throws InterruptedException {
        String text = script.renderTiedToInput();
        Process process = start(text);
        Deadline deadline = Deadline.in(script.deadline());
        try {
            Output out = new Output(machine + " output", process.getInputStream(), script.onLine());
            Output err = new Output(machine + " errors", process.getErrorStream(), script.onLine());
            write(text, process.getOutputStream());
            if (!process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ShellException(script.title() + " on " + machine + " did not end within "
                        + script.deadline().toSeconds() + " s. Its last lines: " + out.lastLine() + " "
                        + err.lastLine());
            }
            return new ShellResult(process.exitValue(), out.text(), err.text());
        } finally {
            end(process);
        }
    }

    /** Leaves the stream open: its end tells the script that this process has ended, even after kill -9. */
    private static void write(String text, OutputStream in) {
        try {
            in.write(text.getBytes(UTF_8));
            in.flush();
        } catch (IOException e) {
            // bash ended before it had read everything; its exit code and its output say why
        }
    }

    private Process start(String text) {
        try {
            // In a session of its own: Ctrl-C in a terminal must not end a script that takes machines down
            List<String> command = new ArrayList<>(List.of("setsid"));
            command.addAll(Script.bash(text));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(name -> name.startsWith("LOCUST_") || name.equals("PYTHONHOME"));
            return ProcessStart.repeatedIfInterrupted(builder::start);
        } catch (IOException e) {
            throw new ShellException("bash could not be started on " + machine + ": " + e.getMessage() + ".", e);
        }
    }

    /** Ends the script's process group, including processes that it is just starting. */
    private static void end(Process process) {
        if (process.isAlive()) {
            try {
                new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                        .redirectErrorStream(true)
                        .start()
                        .getInputStream()
                        .readAllBytes();
            } catch (IOException e) {
                process.descendants().forEach(ProcessHandle::destroyForcibly); // best effort without kill(1)
            }
        }
        process.destroyForcibly();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // the script has ended and reads nothing more
        }
    }

    @Override
    public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) {
        Path target = Path.of(remoteFolder);
        try {
            Files.createDirectories(target);
            removeOthers(target, folder); // first, since a file may replace a folder, or a folder a file
            for (FolderSnapshot.Entry entry : folder.entries()) {
                Path copy = target.resolve(entry.path());
                Files.createDirectories(copy.getParent());
                Files.copy(
                        entry.source(), copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new ShellException(
                    "The files of the test could not be copied to " + machine + " (" + target + "): "
                            + FileErrorText.withFile(e) + ".",
                    e);
        }
    }

    private static void removeOthers(Path target, FolderSnapshot folder) throws IOException {
        Set<Path> wanted = folder.entries().stream()
                .map(entry -> target.resolve(entry.path()))
                .collect(Collectors.toSet());
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(target)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path there : deepestFirst) {
            boolean goes = Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)
                    ? !there.equals(target) && PathUtils.isEmptyDirectory(there)
                    : !wanted.contains(there);
            if (goes) {
                Files.delete(there);
            }
        }
    }

    @Override
    public List<FetchedFile> getFiles(
            String remoteFolder, List<FileRequest> wanted, Path localFolder, Duration deadline) {
        try (FileReceiver receiver = new FileReceiver(machine, wanted, localFolder)) {
            FileSender.send(Path.of(remoteFolder), wanted, receiver);
            return receiver.files();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // nothing is held open between calls
    }
}
