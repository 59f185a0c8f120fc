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
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Checks which nodes meet the requirements of local machines. */
@Restricted(NoExternalUse.class)
public final class NodeCheck {

    private static final Script CHECK = Script.resource(NodeCheck.class, "check-node.sh")
            .title("The check of the node")
            .deadline(Duration.ofSeconds(20));

    /** Limits the time that a form waits. */
    private static final int MAX_NODES = 10;

    private NodeCheck() {}

    /** Checks the nodes that are online and run builds; warns about each that cannot be used. */
    public static FormValidation ofAllNodes() throws InterruptedException {
        List<FormValidation> found = new ArrayList<>();
        for (Computer computer : Jenkins.get().getComputers()) {
            Node node = computer.getNode();
            FilePath root = node == null ? null : node.getRootPath();
            if (root != null && computer.getNumExecutors() > 0 && found.size() < MAX_NODES) {
                String name = computer.getDisplayName();
                found.add(check(new NodeComputer(root, name).shell("a local machine"), name));
            }
        }
        if (found.isEmpty()) {
            return FormValidation.warning(Messages.NodeCheck_NoNode());
        }
        return FormValidation.aggregate(found);
    }

    private static FormValidation check(Shell shell, String name) throws InterruptedException {
        try (shell) {
            ShellResult result = shell.run(CHECK);
            String output = String.join(" ", result.lastLines(2));
            return result.succeeded()
                    ? FormValidation.ok(Messages.NodeCheck_Good(name, output))
                    : FormValidation.warning(Messages.NodeCheck_Bad(name, output));
        } catch (ShellException e) {
            return FormValidation.warning(Messages.NodeCheck_Bad(name, Util.fixNull(e.getMessage())));
        }
    }
}
