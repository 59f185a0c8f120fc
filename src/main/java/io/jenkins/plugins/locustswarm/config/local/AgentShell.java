package io.jenkins.plugins.locustswarm.config.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import hudson.FilePath;
import hudson.console.LineTransformationOutputStream;
import hudson.remoting.RemoteOutputStream;
import hudson.util.DirScanner;
import hudson.util.FileVisitor;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A shell on a node of Jenkins. */
final class AgentShell implements Shell {

    private final FilePath root;
    private final String node;
    private final String machine;

    /**
     * @param root a folder of the node
     * @param node the name of the node, for messages
     */
    AgentShell(FilePath root, String node, String machine) {
        this.root = root;
        this.node = node;
        this.machine = machine;
    }

    @Override
    public ShellResult run(Script script) throws InterruptedException {
        try (OutputStream lines = new Lines(script.onLine())) {
            return root.act(new RunScript(machine, script, new RemoteOutputStream(lines)));
        } catch (IOException e) {
            throw noAnswer(e);
        }
    }

    private ShellException noAnswer(IOException cause) {
        return new ShellException(
                "The node " + node + ", which runs " + machine + ", does not answer: " + cause.getMessage() + ".",
                cause);
    }

    /** Sends the files as one stream; the node compares them with the existing ones. */
    @Override
    public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) throws InterruptedException {
        FilePath incoming = root.child(remoteFolder + ".incoming");
        try {
            try {
                incoming.deleteRecursive();
                incoming.mkdirs();
                new FilePath(folder.root().toFile())
                        .copyRecursiveTo(new Entries(folder), incoming, "the files of the test");
                root.act(new ReceiveFolder(machine, incoming.getRemote(), remoteFolder, deadline));
            } finally {
                incoming.deleteRecursive();
            }
        } catch (IOException e) {
            throw new ShellException(
                    "The files of the test could not be copied to " + machine + " on the node " + node + ": "
                            + FileErrorText.withFile(e) + ".",
                    e);
        }
    }

    @Override
    public List<FetchedFile> getFiles(
            String remoteFolder, List<FileRequest> requests, Path localFolder, Duration deadline)
            throws InterruptedException {
        try {
            return NodeFiles.fetch(root.child(remoteFolder), machine, requests, localFolder);
        } catch (IOException e) {
            throw noAnswer(e);
        }
    }

    @Override
    public void close() {
        // keeps nothing open between calls
    }

    /** Scans the files of a snapshot only. */
    private static final class Entries extends DirScanner {

        private static final long serialVersionUID = 1L;

        private final transient FolderSnapshot folder;

        Entries(FolderSnapshot folder) {
            this.folder = folder;
        }

        @Override
        public void scan(File dir, FileVisitor visitor) throws IOException {
            for (FolderSnapshot.Entry entry : folder.entries()) {
                visitor.visit(entry.source().toFile(), entry.path());
            }
        }
    }

    /** Passes on the output of a script line by line. */
    private static final class Lines extends LineTransformationOutputStream {

        private final Consumer<String> onLine;

        Lines(Consumer<String> onLine) {
            this.onLine = onLine;
        }

        @Override
        protected void eol(byte[] bytes, int length) {
            onLine.accept(trimEOL(new String(bytes, 0, length, UTF_8)));
        }
    }
}
