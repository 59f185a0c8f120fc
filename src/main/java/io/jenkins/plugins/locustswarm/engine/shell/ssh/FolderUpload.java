package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a folder on a machine hold what a folder here holds, in one command and, beyond its start, one question and
 * one answer. Cut short at any moment, a repeat finds out what is missing by the files' digests.
 */
final class FolderUpload {

    /** A machine that says more than this about its files is not believed to be honest. */
    private static final int MAX_ANSWER_BYTES = 64 << 20;

    /** Words of the C library, and of tar where the disk took the beginning of a block. */
    private static final Pattern DISK_FULL =
            Pattern.compile("No space left on device|Disk quota exceeded|Wrote only \\d+ of \\d+ bytes");

    private static final Pattern TAR_SAYS_GOODBYE =
            Pattern.compile("Exiting with failure status|Error is not recoverable");

    private final SshConnection connection;
    private final FolderSnapshot folder;
    private final String target;
    private final Duration deadline;

    FolderUpload(SshConnection connection, FolderSnapshot folder, String target, Duration deadline) {
        this.connection = connection;
        this.folder = folder;
        this.target = target;
        this.deadline = deadline;
    }

    void run() throws InterruptedException {
        String text = script().renderWithInput();
        try (RemoteCommand command = new RemoteCommand(connection, text, deadline, line -> {})) {
            talk(command);
            command.await();
        } catch (IOException e) {
            throw connection.broken("the bootstrap directory was sent", e);
        }
    }

    /** The same, and in the same command a script that needs the folder. */
    ShellResult runBefore(Script then) throws InterruptedException {
        String text = then.renderAfter(script());
        String doing = "the bootstrap directory was sent";
        try (RemoteCommand command = new RemoteCommand(connection, text, deadline, then.deadline(), then.onLine())) {
            talk(command);
            doing = "a command ran";
            command.beginSecondPart(then.deadline());
            return command.end(then);
        } catch (IOException e) {
            throw connection.broken(doing, e);
        }
    }

    private Script script() {
        List<String> arguments = new ArrayList<>(List.of(target, folder.digest()));
        arguments.addAll(FolderSnapshot.LEFT_AT_HOME);
        return Script.resource(FolderUpload.class, "put-folder.sh").arguments(arguments);
    }

    private void talk(RemoteCommand command) throws IOException, InterruptedException {
        InputStream in = command.out();
        String first = line(in);
        if (first.equals("have")) {
            try {
                answer(there(in), command.in());
            } catch (IOException e) {
                if (!command.await()) {
                    throw e;
                }
                // the machine gave up while it was sent to; its exit code and its words say why
            }
            first = line(in);
        }
        if (first.equals("same") || first.equals("done")) {
            return;
        }
        if (!command.await()) {
            throw new ShellException("The bootstrap directory was not sent to " + connection.machine() + " within "
                    + deadline.toSeconds() + " s.");
        }
        command.exitCode();
        throw failed(command.err().text());
    }

    private ShellException failed(String words) {
        Optional<String> full =
                words.lines().filter(line -> DISK_FULL.matcher(line).find()).findFirst();
        String reason = full.map(line -> "its disk is full (" + line + ")")
                .orElseGet(() -> words.lines()
                        .filter(line -> !line.isBlank()
                                && !TAR_SAYS_GOODBYE.matcher(line).find())
                        .reduce((before, line) -> line)
                        .orElse("it did not say why"));
        return new ShellException("The bootstrap directory could not be written to " + target + " on "
                + connection.machine() + ": " + reason + ".");
    }

    /** Sends what is missing, and names what has to go. */
    private void answer(Map<String, String> there, OutputStream out) throws IOException {
        Set<String> extra = new HashSet<>(there.keySet());
        List<FolderSnapshot.Entry> missing = new ArrayList<>();
        for (FolderSnapshot.Entry entry : folder.entries()) {
            String path = new String(entry.path().getBytes(UTF_8), ISO_8859_1);
            extra.remove(path);
            if (!(entry.sha256() + entry.executable()).equals(there.get(path))) {
                missing.add(entry);
            }
        }
        BufferedOutputStream buffered = new BufferedOutputStream(out, 32 * 1024);
        for (String path : extra) {
            buffered.write((path + "\0").getBytes(ISO_8859_1));
        }
        buffered.write(0);
        buffered.flush();
        FolderArchive.of(folder).write(missing, out);
        out.flush(); // or close() throws away what the machine has no room for at that moment (sshj 0.40)
        out.close();
    }

    /** The files that the machine has: digest and whether it is executable, by path; a path's bytes are Latin-1. */
    private static Map<String, String> there(InputStream in) throws IOException {
        Map<String, Boolean> executable = new HashMap<>();
        Map<String, String> there = new HashMap<>();
        int[] heard = {0};
        for (String file = record(in, heard); !file.isEmpty(); file = record(in, heard)) {
            int space = file.indexOf(' ');
            executable.put(file.substring(space + 1), (Integer.parseInt(file.substring(0, space), 8) & 0100) != 0);
        }
        for (String file = record(in, heard); !file.isEmpty(); file = record(in, heard)) {
            String path = file.substring(64 + "  ./".length());
            there.put(path, file.substring(0, 64) + executable.get(path));
        }
        return there;
    }

    private static String record(InputStream in, int[] heard) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the list of its files ends in the middle");
            }
            if (++heard[0] > MAX_ANSWER_BYTES) {
                throw new IOException("the list of its files does not end");
            }
            bytes.write(next);
        }
        return bytes.toString(ISO_8859_1);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n' && line.length() < 100; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
