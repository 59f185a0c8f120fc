package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.benchmarks.engine.simulation.SimulatedTime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** When things go wrong in a schedule. Safe for use by several threads. */
final class FaultTimes {

    /** What goes wrong for one limited time. */
    enum Window {
        API(100),
        DISK(60),
        FILES(60);

        private final int maxSeconds;

        Window(int maxSeconds) {
            this.maxSeconds = maxSeconds;
        }
    }

    /** A window, in simulated time. */
    private record Span(Duration begin, Duration end) {}

    /** How long EC2 may not see the tags of new resources. */
    private static final Duration NEW = Duration.ofSeconds(15);

    private static final int LATEST_SECONDS = 90;

    private final SimulatedTime time;
    private final Map<Window, Span> spans = new EnumMap<>(Window.class);
    private final long started = System.nanoTime();
    private volatile boolean over;

    FaultTimes(SimulatedTime time, Random random) {
        this.time = time;
        for (Window window : Window.values()) {
            Duration begin = Duration.ofMillis(random.nextInt(LATEST_SECONDS * 1000));
            spans.put(window, new Span(begin, begin.plusMillis(random.nextInt(window.maxSeconds * 1000))));
        }
    }

    boolean isWithin(Window window) {
        Duration now = time.since(started);
        Span span = spans.get(window);
        return goWrong() && now.compareTo(span.begin()) >= 0 && now.compareTo(span.end()) < 0;
    }

    /** Whether resources that were created at the beginning may still be unknown to EC2. */
    boolean areNew() {
        return time.since(started).compareTo(NEW) < 0;
    }

    boolean goWrong() {
        return !over;
    }

    /** Ends all faults except those that an instance has for ever. */
    void end() {
        over = true;
    }
}
