package io.jenkins.plugins.locustswarm.benchmarks;

import io.jenkins.plugins.locustswarm.config.SwarmContext;
import io.jenkins.plugins.locustswarm.config.SwarmMachines;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** Machines of a profile that do not exist. */
public final class StubMachines extends SwarmMachines {

    @DataBoundConstructor
    public StubMachines() {
        // has no settings
    }

    @Override
    public String providerName() {
        return StubProvider.NAME;
    }

    @Override
    public MachineProvider provider(SwarmContext context) {
        return new StubProvider();
    }

    @TestExtension
    public static final class DescriptorImpl extends SwarmMachinesDescriptor {

        @Override
        public String getDisplayName() {
            return "Machines that do not exist";
        }
    }
}
