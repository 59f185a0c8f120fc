package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileReceiver;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Copies files from a folder on a machine as one compressed stream, each of them up to its limit. */
final class FilesDownload {

    private final SshConnection connection;
    private final String source;
    private final List<FileRequest> wanted;
    private final Path target;
    private final Duration deadline;

    FilesDownload(SshConnection connection, String source, List<FileRequest> wanted, Path target, Duration deadline) {
        this.connection = connection;
        this.source = source;
        this.wanted = wanted;
        this.target = target;
        this.deadline = deadline;
    }

    List<FetchedFile> run() throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(source));
        for (FileRequest file : wanted) {
            long longer = file.limit() + 1;
            arguments.addAll(List.of(
                    file.name(),
                    String.valueOf(file.limit()),
                    String.valueOf(file.head(longer)),
                    String.valueOf(file.tail(longer))));
        }
        Script script = Script.resource(FilesDownload.class, "get-files.sh").arguments(arguments);
        Deadline end = Deadline.in(deadline);
        try (RemoteCommand command = new RemoteCommand(connection, script.render(), deadline, line -> {})) {
            command.endInput();
            return receive(command);
        } catch (IOException e) {
            ShellException broken = connection.broken("files in " + source + " were fetched", e);
            throw end.passed() ? late() : broken; // a repetition would be as slow
        }
    }

    private List<FetchedFile> receive(RemoteCommand command) throws IOException, InterruptedException {
        try (FileReceiver receiver = new FileReceiver(connection.machine(), wanted, target)) {
            boolean any = copy(command.out(), receiver);
            if (!command.await()) {
                throw late();
            }
            if (command.exitCode() != 0) {
                throw new ShellException("The files in " + source + " on " + connection.machine()
                        + " could not be read: " + command.err().lastLine() + ".");
            }
            return any ? receiver.files() : List.of();
        }
    }

    private ShellException late() {
        return new ShellException("The files in " + source + " on " + connection.machine()
                + " were not received within " + deadline.toSeconds() + " s.");
    }

    /** Returns false if the machine answers "none", or reports an error by its exit code. */
    private static boolean copy(InputStream in, FileReceiver receiver) throws IOException {
        StringBuilder first = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n' && first.length() < 100; next = in.read()) {
            first.append((char) next);
        }
        if (!first.toString().equals("files")) {
            return false;
        }
        InputStream files = new GzipInput(in);
        byte[] buffer = new byte[64 * 1024];
        for (int read = files.read(buffer); read >= 0 && !receiver.isComplete(); read = files.read(buffer)) {
            receiver.write(buffer, 0, read);
        }
        return true;
    }
}
