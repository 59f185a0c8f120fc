package io.jenkins.plugins.locustswarm.config.local;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Copies files from a node to the controller, which does not trust the node. */
@Restricted(NoExternalUse.class)
public final class NodeFiles {

    private NodeFiles() {}

    /**
     * Copies those of the requested files that exist in a folder of the node, each up to its limit.
     *
     * @param from the folder on the node
     * @param name the name of the node or machine, for messages
     * @param target a folder of the controller; must contain the subfolders of the files
     * @return the received files, in the order of the requests
     * @throws IOException if the node does not answer, or a file there cannot be read
     * @throws io.jenkins.plugins.locustswarm.engine.shell.ShellException if the node sends anything but the requested
     *     files
     * @throws UncheckedIOException if the target cannot be written
     */
    public static List<FetchedFile> fetch(FilePath from, String name, List<FileRequest> requests, Path target)
            throws IOException, InterruptedException {
        try (FileReceiver receiver = new FileReceiver(name, requests, target)) {
            Guarded out = new Guarded(receiver);
            try {
                from.act(new SendFiles(requests, new RemoteOutputStream(out)));
                if (from.getChannel() != null) {
                    from.getChannel().syncLocalIO(); // data may arrive after the response of the call
                }
            } catch (IOException e) {
                out.throwProblem(); // the cause, if the controller refused the data
                throw e;
            }
            out.throwProblem();
            return receiver.files();
        }
    }

    /** Keeps the first failure of the receiver, and refuses all data after it. */
    private static final class Guarded extends OutputStream {

        private final FileReceiver receiver;
        private @CheckForNull RuntimeException problem;

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
