package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.files.FolderRules;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
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
 * Mirrors a local folder to a machine in one command, whose start is followed by one exchange of messages. After an
 * interruption at any point, a repetition finds the missing files by their digests.
 */
final class FolderUpload {

    /** Limits the list of files that an untrusted machine can send. */
    private static final int MAX_ANSWER_BYTES = 64 << 20;

    /** The mode of a file in octal digits, and its path. */
    private static final Pattern MODE_AND_PATH = Pattern.compile("[0-7]{1,9} .*", Pattern.DOTALL);

    /** Hexadecimal digits of a SHA-256 digest. */
    private static final int DIGEST_LENGTH = 64;

    /** Messages of the C library, and of tar if the disk took only the beginning of a block. */
    private static final Pattern DISK_FULL =
            Pattern.compile("No space left on device|Disk quota exceeded|Wrote only \\d+ of \\d+ bytes");

    private static final Pattern TAR_LAST_MESSAGE =
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
            exchange(command);
            command.await();
        } catch (IOException e) {
            throw connection.broken("the files of the test were sent", e);
        }
    }

    /** Mirrors the folder, and runs a script that needs it in the same command. */
    ShellResult runBefore(Script then) throws InterruptedException {
        String text = then.renderAfter(script());
        String doing = "the files of the test were sent";
        try (RemoteCommand command = new RemoteCommand(connection, text, deadline, then.deadline(), then.onLine())) {
            exchange(command);
            doing = "a command ran";
            command.beginSecondPart(then.deadline());
            return command.end(then);
        } catch (IOException e) {
            throw connection.broken(doing, e);
        }
    }

    private Script script() {
        List<String> arguments = new ArrayList<>(List.of(target, folder.digest()));
        arguments.addAll(FolderRules.EXCLUDED);
        return Script.resource(FolderUpload.class, "put-folder.sh").arguments(arguments);
    }

    private void exchange(RemoteCommand command) throws IOException, InterruptedException {
        InputStream in = command.out();
        String first = line(in);
        if (first.equals("have")) {
            try {
                answer(presentFiles(in), command.in());
            } catch (IOException e) {
                if (!command.await()) {
                    throw e;
                }
                // the command failed during the transfer; its exit code and its output say why
            }
            first = line(in);
        }
        if (first.equals("same") || first.equals("done")) {
            return;
        }
        if (!command.await()) {
            throw new ShellException("The files of the test were not sent to " + connection.machine() + " within "
                    + deadline.toSeconds() + " s.");
        }
        command.exitCode();
        throw failed(command.err().text());
    }

    private ShellException failed(String errors) {
        Optional<String> full =
                errors.lines().filter(line -> DISK_FULL.matcher(line).find()).findFirst();
        String reason = full.map(line -> "its disk is full (" + line + ")")
                .orElseGet(() -> errors.lines()
                        .filter(line -> !line.isBlank()
                                && !TAR_LAST_MESSAGE.matcher(line).find())
                        .reduce((before, line) -> line)
                        .orElse("no reason was reported"));
        return new ShellException("The files of the test could not be written to " + target + " on "
                + connection.machine() + ": " + reason + ".");
    }

    /** Sends the paths of files to delete, then an archive of the missing files. */
    private void answer(Map<String, String> present, OutputStream out) throws IOException {
        Set<String> extra = new HashSet<>(present.keySet());
        List<FolderSnapshot.Entry> missing = new ArrayList<>();
        for (FolderSnapshot.Entry entry : folder.entries()) {
            String path = new String(entry.path().getBytes(UTF_8), ISO_8859_1);
            extra.remove(path);
            if (!(entry.sha256() + entry.executable()).equals(present.get(path))) {
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
        out.flush(); // without it, close() drops data beyond the machine's current SSH window (sshj 0.40)
        out.close();
    }

    /** Returns digest and executable bit of the files on the machine by path, whose bytes are decoded as Latin-1. */
    static Map<String, String> presentFiles(InputStream in) throws IOException {
        Map<String, Boolean> executable = new HashMap<>();
        Map<String, String> present = new HashMap<>();
        int[] received = {0};
        for (String file = record(in, received); !file.isEmpty(); file = record(in, received)) {
            if (!MODE_AND_PATH.matcher(file).matches()) {
                throw new IOException("the list of its files has an unknown format");
            }
            int space = file.indexOf(' ');
            executable.put(file.substring(space + 1), (Integer.parseInt(file.substring(0, space), 8) & 0100) != 0);
        }
        for (String file = record(in, received); !file.isEmpty(); file = record(in, received)) {
            if (file.length() < DIGEST_LENGTH + "  ./".length()) {
                throw new IOException("the list of its files has an unknown format");
            }
            String path = file.substring(DIGEST_LENGTH + "  ./".length());
            present.put(path, file.substring(0, DIGEST_LENGTH) + executable.get(path));
        }
        return present;
    }

    private static String record(InputStream in, int[] received) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the list of its files is truncated");
            }
            if (++received[0] > MAX_ANSWER_BYTES) {
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
