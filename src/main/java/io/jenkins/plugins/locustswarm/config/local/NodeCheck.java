package io.jenkins.plugins.locustswarm.config.local;

import hudson.FilePath;
import hudson.Util;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;

/** Says which nodes have what local machines need. */
public final class NodeCheck {

    private static final Script LOOK = Script.resource(NodeCheck.class, "look-at-node.sh")
            .title("The look at the node")
            .deadline(Duration.ofSeconds(20));

    /** A form must not keep its reader waiting. */
    private static final int MAX_NODES = 10;

    private NodeCheck() {}

    /** Looks at the nodes that are online and run builds: a warning when one cannot be used, an error when none can. */
    public static FormValidation ofAllNodes() throws InterruptedException {
        List<FormValidation> found = new ArrayList<>();
        for (Computer computer : Jenkins.get().getComputers()) {
            Node node = computer.getNode();
            FilePath root = node == null ? null : node.getRootPath();
            if (root != null && computer.getNumExecutors() > 0 && found.size() < MAX_NODES) {
                String name = computer.getDisplayName();
                found.add(look(new NodeComputer(root, name).shell("a local machine"), name));
            }
        }
        if (found.isEmpty()) {
            return FormValidation.warning(Messages.NodeCheck_NoNode());
        }
        return FormValidation.aggregate(found);
    }

    private static FormValidation look(Shell shell, String name) throws InterruptedException {
        try (shell) {
            ShellResult result = shell.run(LOOK);
            String said = String.join(" ", result.lastLines(2));
            return result.succeeded()
                    ? FormValidation.ok(Messages.NodeCheck_Good(name, said))
                    : FormValidation.warning(Messages.NodeCheck_Bad(name, said));
        } catch (ShellException e) {
            return FormValidation.warning(Messages.NodeCheck_Bad(name, Util.fixNull(e.getMessage())));
        }
    }
}
