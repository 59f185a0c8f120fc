package io.jenkins.plugins.locustswarm.engine.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The load that is requested for a run: the options of Locust that its plan, its record, its facts and its summary share. An
 * option that is missing in a file has its default.
 *
 * @param locustfile path below the files of the machines, with {@code /} between its parts; several paths are separated
 *     by commas, and {@code .} is the whole folder; unknown for the plain results of a Locust without a swarm
 * @param host of the target, for HTTP its base URL; the locustfile decides if absent
 * @param users simulated users at the peak; Locust's web page or a load shape decides if absent
 * @param spawnRate users started per second; Locust's web page or a load shape decides if absent
 * @param runTime how long the load lasts, from the start of the test; if absent, the load is started and stopped on
 *     Locust's web page
 * @param stopTimeout how long users may finish their tasks when the run ends
 * @param quitTimeout how long Locust may take to end after that, for example to upload results in a listener of {@code
 *     test_stop} or {@code quitting}, before the swarm ends it
 * @param processes worker processes on each machine; -1 for one per CPU
 * @param resetStats whether Locust resets its statistics when all users are started, so that they are those of the full
 *     load
 * @param stopWhen conditions under which the load is stopped before its run time is over
 * @param note what a person wrote about the run, for example {@code new JVM}, in one line; absent if there is nothing to say
 */
public record Load(
        @CheckForNull String locustfile,
        @CheckForNull String host,
        @CheckForNull Integer users,
        @CheckForNull Double spawnRate,

        @CheckForNull Duration runTime,

        Duration stopTimeout,

        Duration quitTimeout,

        Integer processes,
        Boolean resetStats,
        List<StopCondition> stopWhen,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        String note) {

    /** Enough for an upload of results. */
    public static final Duration DEFAULT_QUIT_TIMEOUT = Duration.ofMinutes(2);

    public static final int DEFAULT_PROCESSES = 1;

    /** Characters that a note does not keep: line breaks, other control characters, and marks that change the direction. */
    private static final Pattern NOT_IN_NOTE = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    public Load {
        stopTimeout = Objects.requireNonNullElse(stopTimeout, Duration.ZERO);
        quitTimeout = Objects.requireNonNullElse(quitTimeout, DEFAULT_QUIT_TIMEOUT);
        processes = Objects.requireNonNullElse(processes, DEFAULT_PROCESSES);
        resetStats = Objects.requireNonNullElse(resetStats, false);
        stopWhen = stopWhen == null ? List.of() : List.copyOf(stopWhen); // missing in records of earlier versions
        note = line(note);
    }

    @CheckForNull
    private static String line(@CheckForNull String text) {
        String line =
                text == null ? "" : NOT_IN_NOTE.matcher(text).replaceAll(" ").strip();
        return line.isEmpty() ? null : line;
    }

    /** Starts a load of this locustfile with the defaults of all options. */
    public static Builder of(@CheckForNull String locustfile) {
        return new Builder().locustfile(locustfile);
    }

    /** Whether people start and stop the load on Locust's web page. */
    public boolean isInteractive() {
        return runTime == null;
    }

    /** Returns the load with another name for its locustfile. */
    public Load withLocustfile(@CheckForNull String name) {
        return new Load(
                name, host, users, spawnRate, runTime, stopTimeout, quitTimeout, processes, resetStats, stopWhen, note);
    }

    /** Returns the load with another stop timeout. */
    public Load withStopTimeout(Duration time) {
        return new Load(
                locustfile, host, users, spawnRate, runTime, time, quitTimeout, processes, resetStats, stopWhen, note);
    }

    /** Returns the run time in seconds, if there is one. */
    @CheckForNull
    public Long runTimeSeconds() {
        return runTime == null ? null : runTime.toSeconds();
    }

    /** The longest time from the start of the load to the end of Locust; a load without a run time counts as 0 s. */
    public Duration longest() {
        return (runTime == null ? Duration.ZERO : runTime).plus(stopTimeout).plus(quitTimeout);
    }

    /** Collects a load. */
    public static final class Builder extends Options<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        public Load build() {
            return load();
        }
    }

    /**
     * Collects the options of a load, as a part of a builder of something larger. Options that are not set have their
     * defaults.
     *
     * @param <B> the builder itself
     */
    public abstract static class Options<B extends Options<B>> {

        @CheckForNull
        private String locustfile;

        @CheckForNull
        private String host;

        @CheckForNull
        private Integer users;

        @CheckForNull
        private Double spawnRate;

        @CheckForNull
        private Duration runTime;

        private Duration stopTimeout = Duration.ZERO;
        private Duration quitTimeout = DEFAULT_QUIT_TIMEOUT;
        private int processes = DEFAULT_PROCESSES;
        private boolean resetStats;
        private List<StopCondition> stopWhen = List.of();

        @CheckForNull
        private String note;

        /** Returns this builder. */
        protected abstract B self();

        /** Returns the load with the options that are set. */
        protected final Load load() {
            return new Load(
                    locustfile,
                    host,
                    users,
                    spawnRate,
                    runTime,
                    stopTimeout,
                    quitTimeout,
                    processes,
                    resetStats,
                    stopWhen,
                    note);
        }

        /** Takes all options of a load. */
        public final B load(Load other) {
            locustfile = other.locustfile;
            host = other.host;
            users = other.users;
            spawnRate = other.spawnRate;
            runTime = other.runTime;
            stopTimeout = other.stopTimeout;
            quitTimeout = other.quitTimeout;
            processes = other.processes;
            resetStats = other.resetStats;
            stopWhen = other.stopWhen;
            note = other.note;
            return self();
        }

        public final B locustfile(@CheckForNull String path) {
            locustfile = path;
            return self();
        }

        public final B host(@CheckForNull String url) {
            host = url;
            return self();
        }

        public final B users(@CheckForNull Integer count) {
            users = count;
            return self();
        }

        public final B spawnRate(@CheckForNull Double perSecond) {
            spawnRate = perSecond;
            return self();
        }

        public final B runTime(@CheckForNull Duration time) {
            runTime = time;
            return self();
        }

        public final B stopTimeout(Duration time) {
            stopTimeout = time;
            return self();
        }

        public final B quitTimeout(Duration time) {
            quitTimeout = time;
            return self();
        }

        public final B processes(int perMachine) {
            processes = perMachine;
            return self();
        }

        public final B resetStats(boolean reset) {
            resetStats = reset;
            return self();
        }

        public final B stopWhen(List<StopCondition> conditions) {
            stopWhen = List.copyOf(conditions);
            return self();
        }

        /** @param text line breaks and other control characters in it become spaces */
        public final B note(@CheckForNull String text) {
            note = text;
            return self();
        }
    }
}
