package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The fields of a load, as a form holds them: texts, since each may contain variables of the build. */
public final class LoadForm extends AbstractDescribableImpl<LoadForm> {

    private final String file;
    private String name = "";
    private String host = "";
    private String users = "";
    private String spawnRate = "";
    private String runTime = LoadSettings.DEFAULT_RUN_TIME;
    private String stopTimeout = "";
    private String quitTimeout = "";
    private String processes = Integer.toString(Load.DEFAULT_PROCESSES);
    private boolean resetStats;
    private String stopWhen = "";
    private String arguments = "";
    private List<NamedValue> environment = new ArrayList<>();
    private List<GateField> gates = new ArrayList<>();
    private String baseline = "";

    @CheckForNull
    private Boolean archive = true;

    private String resultsDir = "";
    private String note = "";
    private String checksName = "";
    private boolean skipPublishingChecks;

    @DataBoundConstructor
    public LoadForm(@CheckForNull String file) {
        this.file = Util.fixNull(file).strip();
    }

    /** The locustfile, as a path in the workspace or below the bootstrap directory. */
    public String getFile() {
        return file;
    }

    /** The name of the test; the name of the locustfile if empty. */
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(@CheckForNull String text) {
        name = Util.fixNull(text).strip();
    }

    /** The base URL of the target; the locustfile decides if empty. */
    public String getHost() {
        return host;
    }

    @DataBoundSetter
    public void setHost(@CheckForNull String url) {
        host = Util.fixNull(url).strip();
    }

    /** The number of simulated users at the peak; Locust's default if empty. */
    public String getUsers() {
        return users;
    }

    @DataBoundSetter
    public void setUsers(@CheckForNull String count) {
        users = Util.fixNull(count).strip();
    }

    /** The number of users started per second; Locust's default if empty. */
    public String getSpawnRate() {
        return spawnRate;
    }

    @DataBoundSetter
    public void setSpawnRate(@CheckForNull String perSecond) {
        spawnRate = Util.fixNull(perSecond).strip();
    }

    /** How long the load lasts, such as {@code 10m}; until Locust is stopped if empty. */
    public String getRunTime() {
        return runTime;
    }

    @DataBoundSetter
    public void setRunTime(@CheckForNull String time) {
        runTime = Util.fixNull(time).strip();
    }

    /** How long users may finish their tasks at the end, such as {@code 10s}; no time if empty. */
    public String getStopTimeout() {
        return stopTimeout;
    }

    @DataBoundSetter
    public void setStopTimeout(@CheckForNull String time) {
        stopTimeout = Util.fixNull(time).strip();
    }

    /** How long Locust may take to exit after the load, such as {@code 5m}; two minutes if empty. */
    public String getQuitTimeout() {
        return quitTimeout;
    }

    @DataBoundSetter
    public void setQuitTimeout(@CheckForNull String time) {
        quitTimeout = Util.fixNull(time).strip();
    }

    /** The number of worker processes on each slave; -1 for one per CPU. */
    public String getProcesses() {
        return processes;
    }

    @DataBoundSetter
    public void setProcesses(@CheckForNull String perSlave) {
        processes = Util.fixNull(perSlave).strip();
    }

    /** Whether Locust resets its statistics when all users are started. */
    public boolean isResetStats() {
        return resetStats;
    }

    @DataBoundSetter
    public void setResetStats(boolean reset) {
        resetStats = reset;
    }

    /** The conditions under which the load is stopped early, one per line. */
    public String getStopWhen() {
        return stopWhen;
    }

    @DataBoundSetter
    public void setStopWhen(@CheckForNull String lines) {
        stopWhen = Util.fixNull(lines).lines().collect(Collectors.joining("\n")).strip();
    }

    /** Arguments that are passed to Locust, as a line that is split as a shell does it. */
    public String getArguments() {
        return arguments;
    }

    @DataBoundSetter
    public void setArguments(@CheckForNull String line) {
        arguments = Util.fixNull(line); // a blank at the end may be escaped
    }

    /** Environment variables for Locust; a variable without a value gets its value in the build. */
    public List<NamedValue> getEnvironment() {
        return List.copyOf(environment);
    }

    @DataBoundSetter
    public void setEnvironment(@CheckForNull List<NamedValue> variables) {
        environment = new ArrayList<>(Util.fixNull(variables));
    }

    /** The conditions that the run must meet. */
    public List<GateField> getGates() {
        return List.copyOf(gates);
    }

    @DataBoundSetter
    public void setGates(@CheckForNull List<GateField> conditions) {
        gates = new ArrayList<>(Util.fixNull(conditions));
    }

    /** The builds that gates compare with, such as {@code last 10}; the last successful one if empty. */
    public String getBaseline() {
        return baseline;
    }

    @DataBoundSetter
    public void setBaseline(@CheckForNull String builds) {
        baseline = Util.fixNull(builds).strip();
    }

    /** Whether the result files are archived. */
    public boolean isArchive() {
        return archive == null || archive;
    }

    @DataBoundSetter
    public void setArchive(boolean kept) {
        archive = kept;
    }

    /** The folder of the workspace that the result files are copied to, such as {@code load}; not copied if empty. */
    public String getResultsDir() {
        return resultsDir;
    }

    @DataBoundSetter
    public void setResultsDir(@CheckForNull String path) {
        resultsDir = Util.fixNull(path).strip();
    }

    /** A note about the run, such as {@code new JVM}; nothing if empty. */
    public String getNote() {
        return note;
    }

    @DataBoundSetter
    public void setNote(@CheckForNull String text) {
        note = Util.fixNull(text).strip();
    }

    /** The name of the check; the name of the block around it, or else {@code Load test NAME}, if empty. */
    public String getChecksName() {
        return checksName;
    }

    @DataBoundSetter
    public void setChecksName(@CheckForNull String text) {
        checksName = Util.fixNull(text).strip();
    }

    /** Whether no check is published. */
    public boolean isSkipPublishingChecks() {
        return skipPublishingChecks;
    }

    @DataBoundSetter
    public void setSkipPublishingChecks(boolean skip) {
        skipPublishingChecks = skip;
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        LoadForm whole = new LoadForm(file);
        whole.setName(name);
        whole.setHost(host);
        whole.setUsers(users);
        whole.setSpawnRate(spawnRate);
        whole.setRunTime(Util.fixNull(runTime, LoadSettings.DEFAULT_RUN_TIME));
        whole.setStopTimeout(stopTimeout);
        whole.setQuitTimeout(quitTimeout);
        whole.setProcesses(Util.fixNull(processes, Integer.toString(Load.DEFAULT_PROCESSES)));
        whole.setResetStats(resetStats);
        whole.setStopWhen(stopWhen);
        whole.setArguments(arguments);
        whole.setEnvironment(environment);
        whole.setGates(gates);
        whole.setBaseline(baseline);
        whole.setArchive(isArchive());
        whole.setResultsDir(resultsDir);
        whole.setNote(note);
        whole.setChecksName(checksName);
        whole.setSkipPublishingChecks(skipPublishingChecks);
        return whole;
    }

    /** The descriptor of {@link LoadForm}. */
    @Extension
    public static final class DescriptorImpl extends LoadFormDescriptor {}
}
