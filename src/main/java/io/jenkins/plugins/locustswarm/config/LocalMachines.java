package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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

/** Processes on the node that runs the build, for first tests and small loads. */
public final class LocalMachines extends SwarmMachines {

    /** The resource in the record that holds the name of the node; empty for the built-in node. Updated when it is renamed. */
    public static final String NODE = "jenkins.node";

    /** The folder of local swarms below the node's root folder. */
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
    public SwarmRecord planned(SwarmRecord record, @CheckForNull FilePath workspace) {
        Computer computer = workspace == null ? null : workspace.toComputer();
        if (computer == null) {
            throw new BadInputException("Local machines are processes on the node that runs the build, but this step"
                    + " runs outside of a node: put it into node { }, or use a profile with other machines.");
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
            throw new ShellException("The node " + nameOf(node) + ", which runs swarm "
                    + context.record().name() + ", is offline.");
        }
        String home = root.child(HOME).getRemote();
        String venv = context.bootstrap()
                .map(files -> LocalProvider.venvFor(home, files))
                .orElseGet(() -> knownVenv(context.record(), home));
        return new LocalProvider(home, venv, new NodeComputer(root, nameOf(node)));
    }

    /** Returns the name that the list of nodes shows. */
    private static String nameOf(Node node) {
        Computer computer = node.toComputer();
        return computer == null ? node.getDisplayName() : computer.getDisplayName();
    }

    /** Returns the environment of the machines that exist: without a bootstrap directory no others are created. */
    private static String knownVenv(SwarmRecord record, String home) {
        return record.machines().stream()
                .map(MachineRecord::venv)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(home);
    }

    /** The form of {@link LocalMachines}. */
    @Extension
    @Symbol("local")
    public static final class DescriptorImpl extends SwarmMachinesDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocalMachines_DisplayName();
        }

        /** Checks whether the online nodes meet the requirements of a local swarm. */
        @POST
        public FormValidation doTestConnection() throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return NodeCheck.ofAllNodes();
        }
    }
}
