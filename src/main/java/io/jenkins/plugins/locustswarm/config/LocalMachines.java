package io.jenkins.plugins.locustswarm.config;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.config.local.NodeCheck;
import io.jenkins.plugins.locustswarm.config.local.NodeComputer;
import io.jenkins.plugins.locustswarm.config.local.RemovedNode;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.local.LocalProvider;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.verb.POST;

/** Processes on the node that runs the build: to try things out, or for small loads. */
public final class LocalMachines extends SwarmMachines {

    /** In the record: the name of the node, empty for the built-in one. */
    static final String NODE = "jenkins.node";

    /** Below the node's root folder. */
    private static final String HOME = "locust-swarm-local";

    @DataBoundConstructor
    public LocalMachines() {
        // has no settings
    }

    @Override
    public String providerName() {
        return LocalProvider.NAME;
    }

    @Override
    public SwarmRecord planned(SwarmRecord record, FilePath workspace) {
        Computer computer = workspace == null ? null : workspace.toComputer();
        if (computer == null) {
            throw new BadInputException("Local machines are processes on the node that runs the build, and this step"
                    + " runs outside of one: put it into node { }, or use a profile with other machines.");
        }
        return record.withResource(NODE, computer.getName());
    }

    @Override
    public MachineProvider provider(SwarmContext context) {
        String name = context.record().resources().getOrDefault(NODE, "");
        Node node = name.isEmpty() ? Jenkins.get() : Jenkins.get().getNode(name);
        if (node == null) {
            return new RemovedNode(name);
        }
        FilePath root = node.getRootPath();
        if (root == null) {
            throw new ShellException("The node " + nameOf(node) + ", on which swarm "
                    + context.record().name() + " lives, is offline.");
        }
        String home = root.child(HOME).getRemote();
        String venv = context.bootstrap()
                .map(files -> LocalProvider.venvFor(home, files))
                .orElseGet(() -> knownVenv(context.record(), home));
        return new LocalProvider(home, venv, new NodeComputer(root, nameOf(node)));
    }

    /** As people see it in the list of nodes. */
    private static String nameOf(Node node) {
        Computer computer = node.toComputer();
        return computer == null ? node.getDisplayName() : computer.getDisplayName();
    }

    /** Without a bootstrap directory nothing is brought up, and the machines that are there know their own. */
    private static String knownVenv(SwarmRecord record, String home) {
        return record.machines().stream()
                .map(MachineRecord::venv)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(home);
    }

    /** Form of {@link LocalMachines}. */
    @Extension
    @Symbol("local")
    public static final class DescriptorImpl extends SwarmMachinesDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocalMachines_DisplayName();
        }

        /** Tells of every node that is online whether it has what a local swarm needs. */
        @POST
        public FormValidation doTestConnection() throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return NodeCheck.ofAllNodes();
        }
    }
}
