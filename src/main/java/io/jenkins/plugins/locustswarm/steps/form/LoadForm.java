package io.jenkins.plugins.locustswarm.steps.form;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunTime;
import io.jenkins.plugins.locustswarm.engine.locust.TargetHost;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What a form says of a run. Texts, since variables of a build may be in any of them. */
public final class LoadForm extends AbstractDescribableImpl<LoadForm> {

    private final String file;
    private String name = "";
    private String host = "";
    private String users = "";
    private String spawnRate = "";
    private String runTime = LoadSettings.DEFAULT_RUN_TIME;
    private String stopTimeout = "";
    private String quitTimeout = "";
    private String processes = "1";
    private List<NamedValue> environment = new ArrayList<>();
    private List<GateField> gates = new ArrayList<>();
    private Boolean archive = true;

    @DataBoundConstructor
    public LoadForm(String file) {
        this.file = Util.fixNull(file).strip();
    }

    /** The locustfile, a path below the bootstrap directory. */
    public String getFile() {
        return file;
    }

    /** The test's name; empty for that of the locustfile. */
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String text) {
        name = Util.fixNull(text).strip();
    }

    /** Base URL of the target; empty when the locustfile brings its own. */
    public String getHost() {
        return host;
    }

    @DataBoundSetter
    public void setHost(String url) {
        host = Util.fixNull(url).strip();
    }

    /** Simulated users at the peak; empty for Locust's default. */
    public String getUsers() {
        return users;
    }

    @DataBoundSetter
    public void setUsers(String count) {
        users = Util.fixNull(count).strip();
    }

    /** Users started per second; empty for Locust's default. */
    public String getSpawnRate() {
        return spawnRate;
    }

    @DataBoundSetter
    public void setSpawnRate(String perSecond) {
        spawnRate = Util.fixNull(perSecond).strip();
    }

    /** How long the load lasts; empty for a run until it is stopped. */
    public String getRunTime() {
        return runTime;
    }

    @DataBoundSetter
    public void setRunTime(String time) {
        runTime = Util.fixNull(time).strip();
    }

    /** How long users may finish what they do; empty for no time. */
    public String getStopTimeout() {
        return stopTimeout;
    }

    @DataBoundSetter
    public void setStopTimeout(String time) {
        stopTimeout = Util.fixNull(time).strip();
    }

    /** How long Locust may take to end after the load; empty for the default. */
    public String getQuitTimeout() {
        return quitTimeout;
    }

    @DataBoundSetter
    public void setQuitTimeout(String time) {
        quitTimeout = Util.fixNull(time).strip();
    }

    /** Worker processes on each slave. */
    public String getProcesses() {
        return processes;
    }

    @DataBoundSetter
    public void setProcesses(String perSlave) {
        processes = Util.fixNull(perSlave).strip();
    }

    /** Variables for Locust; one without a value has that of the build. */
    public List<NamedValue> getEnvironment() {
        return List.copyOf(environment);
    }

    @DataBoundSetter
    public void setEnvironment(List<NamedValue> variables) {
        environment = new ArrayList<>(Util.fixNull(variables));
    }

    /** What the run must hold. */
    public List<GateField> getGates() {
        return List.copyOf(gates);
    }

    @DataBoundSetter
    public void setGates(List<GateField> conditions) {
        gates = new ArrayList<>(Util.fixNull(conditions));
    }

    /** Whether the result files are archived. */
    public boolean isArchive() {
        return archive;
    }

    @DataBoundSetter
    public void setArchive(boolean kept) {
        archive = kept;
    }

    /** A configuration of another version, or one that somebody wrote, may lack fields. */
    private Object readResolve() {
        setName(name);
        setHost(host);
        setUsers(users);
        setSpawnRate(spawnRate);
        setRunTime(runTime == null ? LoadSettings.DEFAULT_RUN_TIME : runTime);
        setStopTimeout(stopTimeout);
        setQuitTimeout(quitTimeout);
        setProcesses(processes == null ? "1" : processes);
        setEnvironment(environment);
        setGates(gates);
        setArchive(archive == null || archive);
        return this;
    }

    /** Form of {@link LoadForm}. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<LoadForm> {

        @POST
        public FormValidation doCheckFile(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.of(item).check(value, () -> RunPlan.of(value).build());
        }

        @POST
        public FormValidation doCheckHost(@AncestorInPath Item item, @QueryParameter String value) {
            String host = value.isBlank() ? null : value.strip();
            return FormChecks.of(item)
                    .check(value, () -> RunPlan.of("any").host(host).build(), () -> TargetHost.note(host));
        }

        @POST
        public FormValidation doCheckUsers(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.of(item)
                    .check(
                            value,
                            () -> RunPlan.of("any")
                                    .users(NumberParser.whole("users", value, null))
                                    .build());
        }

        @POST
        public FormValidation doCheckSpawnRate(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.of(item)
                    .check(
                            value,
                            () -> RunPlan.of("any")
                                    .spawnRate(NumberParser.decimal("spawnRate", value))
                                    .build());
        }

        @POST
        public FormValidation doCheckRunTime(@AncestorInPath Item item, @QueryParameter String value) {
            return value.isBlank() ? FormValidation.ok() : FormChecks.of(item).check(value, () -> RunTime.parse(value));
        }

        @POST
        public FormValidation doCheckQuitTimeout(@AncestorInPath Item item, @QueryParameter String value) {
            return value.isBlank()
                    ? FormValidation.ok()
                    : FormChecks.of(item)
                            .check(
                                    value,
                                    () -> RunPlan.of("any")
                                            .quitTimeout(RunTime.parse(value))
                                            .build());
        }

        @POST
        public FormValidation doCheckProcesses(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.of(item)
                    .check(
                            value,
                            () -> RunPlan.of("any")
                                    .processes(NumberParser.whole("processes", value, 1))
                                    .build());
        }

        @POST
        public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
            return value.isBlank()
                    ? FormValidation.ok()
                    : FormChecks.of(item).check(value, () -> LocustReports.checkTestName(value));
        }
    }
}
