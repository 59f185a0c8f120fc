package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.report.checks.LoadTestChecks;
import io.jenkins.plugins.locustswarm.steps.form.GateField;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.NamedValue;
import io.jenkins.plugins.locustswarm.steps.form.NumberParser;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that runs a locustfile; its fields are those of {@link LoadForm}. */
public abstract class LoadStep extends LocustStep {

    private final LoadForm load;

    LoadStep(@CheckForNull String file) {
        load = new LoadForm(file);
    }

    public String getFile() {
        return load.getFile();
    }

    public String getName() {
        return load.getName();
    }

    @DataBoundSetter
    public void setName(@CheckForNull String text) {
        load.setName(text);
    }

    public String getHost() {
        return load.getHost();
    }

    @DataBoundSetter
    public void setHost(@CheckForNull String url) {
        load.setHost(url);
    }

    @CheckForNull
    public Integer getUsers() {
        return NumberParser.whole("users", load.getUsers());
    }

    @DataBoundSetter
    public void setUsers(@CheckForNull Integer count) {
        load.setUsers(NumberParser.text(count));
    }

    @CheckForNull
    public Double getSpawnRate() {
        return NumberParser.decimal("spawnRate", load.getSpawnRate());
    }

    @DataBoundSetter
    public void setSpawnRate(@CheckForNull Double perSecond) {
        load.setSpawnRate(NumberParser.text(perSecond));
    }

    public String getRunTime() {
        return load.getRunTime();
    }

    @DataBoundSetter
    public void setRunTime(@CheckForNull String time) {
        load.setRunTime(time);
    }

    public String getStopTimeout() {
        return load.getStopTimeout();
    }

    @DataBoundSetter
    public void setStopTimeout(@CheckForNull String time) {
        load.setStopTimeout(time);
    }

    public String getQuitTimeout() {
        return load.getQuitTimeout();
    }

    @DataBoundSetter
    public void setQuitTimeout(@CheckForNull String time) {
        load.setQuitTimeout(time);
    }

    public int getProcesses() {
        return NumberParser.whole("processes", load.getProcesses(), 1);
    }

    @DataBoundSetter
    public void setProcesses(int perSlave) {
        load.setProcesses(NumberParser.text(perSlave));
    }

    public boolean isResetStats() {
        return load.isResetStats();
    }

    @DataBoundSetter
    public void setResetStats(boolean reset) {
        load.setResetStats(reset);
    }

    public String getStopWhen() {
        return load.getStopWhen();
    }

    /** Takes lines; {@link SwarmStepDescriptor} makes them of the list that a script may have. */
    @DataBoundSetter
    public void setStopWhen(@CheckForNull String lines) {
        load.setStopWhen(lines);
    }

    public String getArguments() {
        return load.getArguments();
    }

    /** Takes a line; {@link SwarmStepDescriptor} makes one of the list that a script may have. */
    @DataBoundSetter
    public void setArguments(@CheckForNull String line) {
        load.setArguments(line);
    }

    public List<NamedValue> getEnvironment() {
        return load.getEnvironment();
    }

    @DataBoundSetter
    public void setEnvironment(@CheckForNull List<NamedValue> variables) {
        load.setEnvironment(variables);
    }

    public List<GateField> getGates() {
        return load.getGates();
    }

    @DataBoundSetter
    public void setGates(@CheckForNull List<GateField> conditions) {
        load.setGates(conditions);
    }

    public String getBaseline() {
        return load.getBaseline();
    }

    /** Takes a text; {@link SwarmStepDescriptor} makes one of the number or boolean that a script may have. */
    @DataBoundSetter
    public void setBaseline(@CheckForNull String builds) {
        load.setBaseline(builds);
    }

    public boolean isArchive() {
        return load.isArchive();
    }

    @DataBoundSetter
    public void setArchive(boolean kept) {
        load.setArchive(kept);
    }

    public String getResultsDir() {
        return load.getResultsDir();
    }

    @DataBoundSetter
    public void setResultsDir(@CheckForNull String path) {
        load.setResultsDir(path);
    }

    public String getNote() {
        return load.getNote();
    }

    @DataBoundSetter
    public void setNote(@CheckForNull String text) {
        load.setNote(text);
    }

    public String getChecksName() {
        return load.getChecksName();
    }

    @DataBoundSetter
    public void setChecksName(@CheckForNull String text) {
        load.setChecksName(text);
    }

    public boolean isSkipPublishingChecks() {
        return load.isSkipPublishingChecks();
    }

    @DataBoundSetter
    public void setSkipPublishingChecks(boolean skip) {
        load.setSkipPublishingChecks(skip);
    }

    /**
     * Returns the settings, with the name of the check from a {@code withChecks} block unless the step has one.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a field is not valid
     */
    LoadSettings settings(StepContext context) throws IOException, InterruptedException {
        if (load.getChecksName().isEmpty()) {
            LoadTestChecks.nameAround(context).ifPresent(load::setChecksName);
        }
        return LoadSettings.of(load, UnaryOperator.identity());
    }
}
