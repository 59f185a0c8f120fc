package io.jenkins.plugins.locustswarm.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.AbstractBuild;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Stops Locust on the swarm of the build. */
public final class LocustKillAllBuilder extends ErrandBuilder {

    @DataBoundConstructor
    public LocustKillAllBuilder() {
        // has no settings
    }

    @Override
    Errand errand(AbstractBuild<?, ?> build, EnvVars variables) {
        return Errand.killAll(null);
    }

    /** Form of {@link LocustKillAllBuilder}. */
    @Extension
    @Symbol("locustKillAll")
    public static final class DescriptorImpl extends ErrandBuilderDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocustKillAllBuilder_DisplayName();
        }
    }
}
