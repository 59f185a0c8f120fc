package io.jenkins.plugins.locustswarm.config.local;

import hudson.FilePath;
import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileReceiver;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Copies files of a node to the controller, which believes nothing that the node says about them. */
public final class NodeFiles {

    private NodeFiles() {}

    /**
     * Copies the wanted files that exist in a folder of the node, and of each no more than its limit.
     *
     * @param from the folder on the node
     * @param name of the node or machine in messages
     * @param target a folder of the controller; it must have the folders that the files' names need
     * @return what came, in the order of the wanted files
     * @throws IOException when the node does not answer, or a file there cannot be read
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException when the node sends something else than the wanted files
     * @throws UncheckedIOException when the target cannot be written
     */
    public static List<FetchedFile> fetch(FilePath from, String name, List<FileRequest> wanted, Path target)
            throws IOException, InterruptedException {
        try (FileReceiver receiver = new FileReceiver(name, wanted, target)) {
            Guarded out = new Guarded(receiver);
            try {
                from.act(new SendFiles(wanted, new RemoteOutputStream(out)));
                if (from.getChannel() != null) {
                    from.getChannel().syncLocalIO(); // what was sent may arrive after the answer
                }
            } catch (IOException e) {
                out.throwProblem(); // the cause, when the node was told that nothing more is taken
                throw e;
            }
            out.throwProblem();
            return receiver.files();
        }
    }

    /** Keeps what went wrong on the controller, and takes nothing after that. */
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
                throw new IOException(e.getMessage());
            }
        }

        synchronized void throwProblem() {
            if (problem != null) {
                throw problem;
            }
        }
    }
}
