package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.form.NamedValue;
import io.jenkins.plugins.locustswarm.steps.form.NumberParser;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that brings up a swarm and runs no load; its fields are those of {@link MachinesForm}. */
public abstract class MachinesStep extends LocustStep {

    private final MachinesForm machines = new MachinesForm();
    private String file = "";

    /** The locustfile whose folder is sent to the machines; none if empty. */
    public String getFile() {
        return file;
    }

    @DataBoundSetter
    public void setFile(@CheckForNull String path) {
        file = Util.fixNull(path).strip();
    }

    public int getSlaves() {
        return NumberParser.whole("slaves", machines.getSlaves(), SwarmPlan.DEFAULT_WORKERS);
    }

    @DataBoundSetter
    public void setSlaves(int count) {
        machines.setSlaves(NumberParser.text(count));
    }

    @CheckForNull
    public Integer getMinSlaves() {
        return NumberParser.whole("minSlaves", machines.getMinSlaves());
    }

    @DataBoundSetter
    public void setMinSlaves(@CheckForNull Integer count) {
        machines.setMinSlaves(NumberParser.text(count));
    }

    public String getProfile() {
        return machines.getProfile();
    }

    @DataBoundSetter
    public void setProfile(@CheckForNull String name) {
        machines.setProfile(name);
    }

    public String getBootstrapDir() {
        return machines.getBootstrapDir();
    }

    @DataBoundSetter
    public void setBootstrapDir(@CheckForNull String folder) {
        machines.setBootstrapDir(folder);
    }

    public List<NamedValue> getTags() {
        return machines.getTags();
    }

    @DataBoundSetter
    public void setTags(@CheckForNull List<NamedValue> additional) {
        machines.setTags(additional);
    }

    SwarmOperation operation(Run<?, ?> run) {
        return SwarmOperation.up(
                Swarms.get().nameFor(run), MachineSettings.of(machines, file, UnaryOperator.identity()));
    }
}
