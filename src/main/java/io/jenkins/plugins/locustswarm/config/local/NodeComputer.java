package io.jenkins.plugins.locustswarm.config.local;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.locustswarm.engine.machine.local.LocalComputer;
import io.jenkins.plugins.locustswarm.engine.machine.local.ThisComputer;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.io.File;
import java.io.IOException;
import jenkins.MasterToSlaveFileCallable;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A node of Jenkins as the host of local machines. */
@Restricted(NoExternalUse.class)
public final class NodeComputer implements LocalComputer {

    private final FilePath root;
    private final String node;

    /**
     * @param root the node's root folder
     * @param node the name of the node, for messages
     */
    public NodeComputer(FilePath root, String node) {
        this.root = root;
        this.node = node;
    }

    @Override
    public Shell shell(String machine) {
        return new AgentShell(root, node, machine);
    }

    @Override
    public void makeFolder(String path) throws IOException, InterruptedException {
        root.child(path).mkdirs();
    }

    @Override
    public void deleteFolder(String path) throws IOException, InterruptedException {
        root.child(path).deleteRecursive();
    }

    @Override
    public void deleteEmptyFolder(String path) throws IOException, InterruptedException {
        FilePath folder = root.child(path);
        if (folder.isDirectory() && folder.list().isEmpty()) {
            folder.delete();
        }
    }

    @Override
    public int freePort() throws IOException, InterruptedException {
        return root.act(new FreePort());
    }

    private static final class FreePort extends MasterToSlaveFileCallable<Integer> {

        private static final long serialVersionUID = 1L;

        @Override
        public Integer invoke(File file, VirtualChannel channel) throws IOException {
            return new ThisComputer().freePort();
        }
    }
}
