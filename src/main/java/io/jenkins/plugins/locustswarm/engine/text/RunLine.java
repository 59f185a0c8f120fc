package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The progress of a run as a line of text. */
public final class RunLine {

    private static final String NO_FIGURES = "no figures yet";

    private RunLine() {}

    /** Returns the time and the figures. */
    public static String whole(RunProgress now) {
        if (isBeforeTheLoad(now)) {
            return "waiting for the load to begin: " + now.workersReady() + " of " + now.workersAsked()
                    + " worker processes are ready";
        }
        Duration runTime = now.runTime();
        String time = runTime == null
                ? time(now.elapsed())
                : time(now.isEnding() ? runTime : now.elapsed()) + " of " + time(runTime);
        return time + ": " + figures(now);
    }

    /** Returns whether the master still waits for its workers. */
    public static boolean isBeforeTheLoad(RunProgress now) {
        return now.elapsed().isZero() && now.requests() == 0;
    }

    /** Returns users, requests/s, p95 and failures, short enough for a terminal of 80 columns with a progress bar. */
    public static String brief(RunProgress now) {
        if (!now.hasFigures()) {
            return NO_FIGURES;
        }
        return line(now, "%.0f/s", now.failures() + " failed");
    }

    private static String figures(RunProgress now) {
        if (!now.hasFigures()) {
            return NO_FIGURES;
        }
        return line(now, "%.1f requests/s", now.failures() + " of " + now.requests() + " requests failed");
    }

    /** Leaves out users that have ended as they should, and a rate that is too small for its format. */
    private static String line(RunProgress now, String rateFormat, String failed) {
        List<String> parts = new ArrayList<>();
        if (now.isEnding()) {
            parts.add("ending");
        }
        if (now.users() > 0 || !now.isEnding()) {
            parts.add(now.users() + (now.users() == 1 ? " user" : " users"));
        }
        if (!now.isEnding()) {
            String rate = String.format(Locale.ROOT, rateFormat, now.requestsPerSecond());
            if (!rate.matches("0(\\.0)?[ /].*")) {
                parts.add(rate);
            }
            if (now.p95() != null) {
                parts.add(String.format(Locale.ROOT, "p95 %.0f ms", now.p95()));
            }
        }
        parts.add(failed);
        return String.join(", ", parts);
    }

    /** Returns a time, for example {@code 45 s}, {@code 12 min 5 s} or {@code 1 h 30 min}. */
    public static String time(Duration time) {
        long hours = time.toHours();
        int minutes = time.toMinutesPart();
        int seconds = time.toSecondsPart();
        if (hours > 0) {
            return hours + " h" + (minutes > 0 ? " " + minutes + " min" : "");
        } else if (minutes > 0) {
            return minutes + " min" + (seconds > 0 ? " " + seconds + " s" : "");
        }
        return seconds + " s";
    }
}
