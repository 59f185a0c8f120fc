package io.jenkins.plugins.locustswarm.steps.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.AbstractBuild;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The build step that runs a locustfile on the swarm of the build. */
public final class LocustRunBuilder extends OperationBuilder {

    private final LoadForm load;

    @DataBoundConstructor
    public LocustRunBuilder(@CheckForNull LoadForm load) {
        this.load = load == null ? new LoadForm("") : load;
    }

    public LoadForm getLoad() {
        return load;
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        return new LocustRunBuilder(load);
    }

    @Override
    SwarmOperation operation(AbstractBuild<?, ?> build, EnvVars variables) {
        return SwarmOperation.run(null, LoadSettings.of(load, variables::expand));
    }

    /** The descriptor of {@link LocustRunBuilder}. */
    @Extension
    @Symbol("locustRun")
    public static final class DescriptorImpl extends OperationBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocustRunBuilder_DisplayName();
        }
    }
}
