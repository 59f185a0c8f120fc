package io.jenkins.plugins.locustswarm.steps;

import hudson.Util;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that runs a locustfile. */
public abstract class LoadStep extends Step implements LoadFields {

    private final String file;
    private String name = "";
    private String host = "";
    private String users = "";
    private String spawnRate = "";
    private String runTime = LoadSettings.USUAL_RUN_TIME;
    private String stopTimeout = "";
    private String processes = "1";
    private List<NamedValue> environment = new ArrayList<>();
    private List<GateField> gates = new ArrayList<>();
    private boolean archive = true;

    LoadStep(String file) {
        this.file = Util.fixNull(file).strip();
    }

    @Override
    public String getFile() {
        return file;
    }

    @Override
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String text) {
        name = Util.fixNull(text).strip();
    }

    @Override
    public String getHost() {
        return host;
    }

    @DataBoundSetter
    public void setHost(String url) {
        host = Util.fixNull(url).strip();
    }

    @Override
    public String getUsers() {
        return users;
    }

    @DataBoundSetter
    public void setUsers(String count) {
        users = Util.fixNull(count).strip();
    }

    @Override
    public String getSpawnRate() {
        return spawnRate;
    }

    @DataBoundSetter
    public void setSpawnRate(String perSecond) {
        spawnRate = Util.fixNull(perSecond).strip();
    }

    @Override
    public String getRunTime() {
        return runTime;
    }

    @DataBoundSetter
    public void setRunTime(String time) {
        runTime = Util.fixNull(time).strip();
    }

    @Override
    public String getStopTimeout() {
        return stopTimeout;
    }

    @DataBoundSetter
    public void setStopTimeout(String time) {
        stopTimeout = Util.fixNull(time).strip();
    }

    @Override
    public String getProcesses() {
        return processes;
    }

    @DataBoundSetter
    public void setProcesses(String perSlave) {
        processes = Util.fixNull(perSlave).strip();
    }

    @Override
    public List<NamedValue> getEnvironment() {
        return List.copyOf(environment);
    }

    @DataBoundSetter
    public void setEnvironment(List<NamedValue> variables) {
        environment = new ArrayList<>(Util.fixNull(variables));
    }

    @Override
    public List<GateField> getGates() {
        return List.copyOf(gates);
    }

    @DataBoundSetter
    public void setGates(List<GateField> conditions) {
        gates = new ArrayList<>(Util.fixNull(conditions));
    }

    @Override
    public boolean isArchive() {
        return archive;
    }

    @DataBoundSetter
    public void setArchive(boolean kept) {
        archive = kept;
    }
}
