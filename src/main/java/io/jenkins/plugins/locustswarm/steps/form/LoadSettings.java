package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.LocustfilePaths;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunTime;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The settings of a run, checked. Pipeline stores them with the step, for a restart. */
public final class LoadSettings implements Serializable {

    static final String DEFAULT_RUN_TIME = "10m";

    private static final long serialVersionUID = 1L;

    private final String test;
    private final String file;

    @CheckForNull
    private final String host;

    @CheckForNull
    private final Integer users;

    @CheckForNull
    private final Double spawnRate;

    @CheckForNull
    private final Long runTimeSeconds;

    private final long stopTimeoutSeconds;

    @CheckForNull
    private final Long quitTimeoutSeconds;

    private final int processes;
    private final boolean resetStats;

    /** Absent in settings that an earlier version stored. */
    @CheckForNull
    private final ArrayList<String> arguments;

    /** Absent in settings that an earlier version stored. */
    @CheckForNull
    private final String stopWhen;

    private final EncryptedVariables environment;
    private final ArrayList<GateField> gates;

    /** Absent in settings that an earlier version stored. */
    @CheckForNull
    private final String baseline;

    private final boolean archive;

    @CheckForNull
    private final String resultsDir;

    @CheckForNull
    private final String note;

    @CheckForNull
    private final String checksName;

    private final boolean skipPublishingChecks;

    private LoadSettings(LoadForm fields, UnaryOperator<String> expansion) {
        file = Util.fixNull(expansion.apply(fields.getFile())).strip();
        test = testName(expansion.apply(fields.getName()), file);
        host = Util.fixEmptyAndTrim(expansion.apply(fields.getHost()));
        users = NumberParser.whole("users", expansion.apply(fields.getUsers()));
        spawnRate = NumberParser.decimal("spawnRate", expansion.apply(fields.getSpawnRate()));
        String time = Util.fixEmptyAndTrim(expansion.apply(fields.getRunTime()));
        runTimeSeconds = time == null ? null : RunTime.parse(time).toSeconds();
        stopTimeoutSeconds = stopTimeout(expansion.apply(fields.getStopTimeout()));
        String quitTime = Util.fixEmptyAndTrim(expansion.apply(fields.getQuitTimeout()));
        quitTimeoutSeconds = quitTime == null ? null : RunTime.parse(quitTime).toSeconds();
        processes = NumberParser.whole("processes", expansion.apply(fields.getProcesses()), 1);
        resetStats = fields.isResetStats();
        arguments = new ArrayList<>(ShellWords.split(fields.getArguments(), expansion));
        stopWhen = expansion.apply(fields.getStopWhen());
        environment = EncryptedVariables.of(fields.getEnvironment(), expansion);
        gates = new ArrayList<>(
                fields.getGates().stream().map(gate -> gate.expanded(expansion)).toList());
        baseline = Util.fixNull(expansion.apply(fields.getBaseline())).strip();
        archive = fields.isArchive();
        resultsDir = WorkspaceFolder.parse("resultsDir", expansion.apply(fields.getResultsDir()));
        note = Util.fixEmptyAndTrim(expansion.apply(fields.getNote()));
        checksName = Util.fixEmptyAndTrim(expansion.apply(fields.getChecksName()));
        skipPublishingChecks = fields.isSkipPublishingChecks();
    }

    /**
     * @param expansion expands variables of the build in the fields; the identity in a Pipeline, where Groovy does it
     * @throws BadInputException if a field is not valid
     */
    public static LoadSettings of(LoadForm fields, UnaryOperator<String> expansion) {
        LoadSettings settings = new LoadSettings(fields, expansion);
        settings.plan(settings.file, settings.environment.withoutValues());
        settings.gates();
        settings.baseline();
        LocustReports.checkTestName(settings.test);
        return settings;
    }

    /** Returns the name of a test: the name that was given, else that of its locustfiles. */
    static String testName(@CheckForNull String given, @CheckForNull String file) {
        String name = Util.fixEmptyAndTrim(given);
        return LocustReports.normalizedTestName(name == null ? LocustfilePaths.testName(Util.fixNull(file)) : name);
    }

    /** @throws BadInputException if it is not a time */
    static long stopTimeout(String text) {
        String given = Util.fixEmptyAndTrim(text);
        return given == null || given.matches("0+s?") ? 0 : RunTime.parse(given).toSeconds();
    }

    /** Returns the exception for a load that never ends on a swarm that goes down after it. */
    public static BadInputException withoutEnd() {
        return new BadInputException("Without a run time, the load would never end and the swarm would never go down:"
                + " set one (runTime), or bring a swarm up first and run on it.");
    }

    public String test() {
        return test;
    }

    public String file() {
        return file;
    }

    public boolean archive() {
        return archive;
    }

    /** Returns the folder of the workspace that the results are copied to, if there is one. */
    public Optional<String> resultsDir() {
        return Optional.ofNullable(resultsDir);
    }

    /** Returns the name of the check; its default if absent. */
    @CheckForNull
    public String checksName() {
        return checksName;
    }

    public boolean publishesCheck() {
        return !skipPublishingChecks;
    }

    /** Whether the load is started and stopped on Locust's web page. */
    public boolean isInteractive() {
        return runTimeSeconds == null;
    }

    /** @throws BadInputException if one of them is not a valid gate */
    public List<Gate> gates() {
        return gates.stream().map(GateField::gate).toList();
    }

    /** @throws BadInputException if it is not valid */
    public BaselineChoice baseline() {
        return BaselineChoice.parse(Util.fixNull(baseline));
    }

    /** @throws BadInputException if a variable has no value in the
     *     build */
    public RunPlan planFor(EnvVars build, String locustfile) {
        return plan(locustfile, environment.decrypted(build));
    }

    private RunPlan plan(String locustfile, Map<String, String> variables) {
        RunPlan.Builder plan = RunPlan.of(locustfile)
                .host(host)
                .users(users)
                .spawnRate(spawnRate)
                .runTime(runTimeSeconds == null ? null : Duration.ofSeconds(runTimeSeconds))
                .stopTimeout(Duration.ofSeconds(stopTimeoutSeconds))
                .quitTimeout(quitTimeout())
                .processes(processes)
                .resetStats(resetStats)
                .stopWhen(StopConditions.parse(stopWhen))
                .note(note)
                .extraArguments(arguments == null ? List.of() : arguments);
        variables.forEach(plan::environment);
        return plan.build();
    }

    /** Settings stored by an earlier version have none. */
    private Duration quitTimeout() {
        return quitTimeoutSeconds == null ? Load.DEFAULT_QUIT_TIMEOUT : Duration.ofSeconds(quitTimeoutSeconds);
    }

    /** Returns how long Locust may take to exit after it is asked to. */
    public Duration timeToEnd() {
        return quitTimeout().plusSeconds(stopTimeoutSeconds);
    }

    /** Returns the load, with the file as the user wrote it. */
    public Load load() {
        return plan(file, Map.of()).load();
    }

    /** Returns how long starting, running and stopping may take. */
    public Duration longest() {
        RunPlan plan = plan(file, Map.of());
        return plan.isInteractive()
                ? Duration.ofHours(1).plus(plan.workersWait()).plus(timeToEnd())
                : plan.longest();
    }
}
