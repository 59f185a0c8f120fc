package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Stack traces as text. */
final class StackTraces {

    private static final int FRAMES = 14;

    private StackTraces() {}

    static String of(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** Returns what the threads of a group do. */
    static String of(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 10];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .map(thread -> thread.getName()
                        + Arrays.stream(thread.getStackTrace())
                                .limit(FRAMES)
                                .map(frame -> "\n            " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n        "));
    }
}
