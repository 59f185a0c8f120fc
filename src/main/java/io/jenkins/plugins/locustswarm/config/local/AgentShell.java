package io.jenkins.plugins.locustswarm.config.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import hudson.FilePath;
import hudson.console.LineTransformationOutputStream;
import hudson.remoting.RemoteOutputStream;
import hudson.util.DirScanner;
import hudson.util.FileVisitor;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileReceiver;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.engine.shell.WantedFile;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The engine's shell, at work on a node of this Jenkins. */
final class AgentShell implements Shell {

    private final FilePath root;
    private final String node;
    private final String machine;

    /**
     * @param root a folder of the node
     * @param node the node's name for messages
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

    /** The files go to the node as one stream; what is there already is compared there. */
    @Override
    public void putFolder(FolderSnapshot folder, String remoteFolder, Duration deadline) throws InterruptedException {
        FilePath incoming = root.child(remoteFolder + ".incoming");
        try {
            try {
                incoming.deleteRecursive();
                incoming.mkdirs();
                new FilePath(folder.root().toFile())
                        .copyRecursiveTo(new Entries(folder), incoming, "the bootstrap directory");
                root.act(new TakeFolder(machine, incoming.getRemote(), remoteFolder, deadline));
            } finally {
                incoming.deleteRecursive();
            }
        } catch (IOException e) {
            throw new ShellException(
                    "The bootstrap directory could not be copied to " + machine + " on the node " + node + ": "
                            + e.getMessage() + ".",
                    e);
        }
    }

    @Override
    public List<FetchedFile> getFiles(String remoteFolder, List<WantedFile> wanted, Path localFolder, Duration deadline)
            throws InterruptedException {
        try (FileReceiver receiver = new FileReceiver(machine, wanted, localFolder)) {
            Guarded out = new Guarded(receiver);
            try {
                root.act(new SendFiles(remoteFolder, wanted, new RemoteOutputStream(out)));
                if (root.getChannel() != null) {
                    root.getChannel().syncLocalIO(); // what was sent may arrive after the answer
                }
            } catch (IOException e) {
                // a disk of ours that is full is another matter than a node that is gone
                out.throwProblem();
                throw noAnswer(e);
            }
            out.throwProblem();
            return receiver.files();
        }
    }

    @Override
    public void close() {
        // nothing is held open between calls
    }

    /** Keeps what went wrong here, and refuses what comes after that. */
    private static final class Guarded extends OutputStream {

        private final FileReceiver receiver;
        private RuntimeException problem;

        Guarded(FileReceiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public synchronized void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                throwProblem();
                receiver.write(bytes, offset, length);
            } catch (RuntimeException e) {
                problem = e;
                throw new IOException(e);
            }
        }

        synchronized void throwProblem() {
            if (problem != null) {
                throw problem;
            }
        }
    }

    /** Just the files of a snapshot. */
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

    /** Hands on what a script prints, a line at a time. */
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
