package io.jenkins.plugins.locustswarm.engine.bootstrap;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How often the controller looks at bootstrap.sh on the machines. A machine is followed without interruption if there are
 * few enough of them. Of more machines, some are looked at often, which shows how long bootstrap.sh usually takes, and
 * the others when it should have ended, but at least about every half minute. Thread-safe.
 */
final class BootstrapPace {

    /** How long a command waits on a machine that is followed. A longer wait would delay an abort. */
    static final Duration FOLLOWING = Duration.ofSeconds(20);

    /** Enough for a bootstrap.sh that finds Locust installed; saves a second look. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(500);

    private static final Duration AFTER_NO_ANSWER = Duration.ofSeconds(2);
    private static final Duration MIN_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE_OF_SCOUT = Duration.ofSeconds(2);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    /** Opening a connection takes the controller about 10 ms of processor time; so it is half busy at most. */
    private static final Duration PER_MACHINE = Duration.ofMillis(20);

    private static final int SCOUTS = 16;

    private final int atOnce;
    private int expected;
    private int begun;
    private int remaining;
    private int ended;
    private Duration timeOfEnded = Duration.ZERO;
    private boolean takesLong;

    /**
     * @param machines number of machines that are expected
     * @param atOnce number of machines that can be worked on at once
     */
    BootstrapPace(int machines, int atOnce) {
        this.expected = machines;
        this.remaining = machines;
        this.atOnce = atOnce;
    }

    /** Corrects the number of machines that are expected, those included whose bootstrap.sh has ended. */
    synchronized void expect(int machines) {
        remaining += machines - expected;
        expected = machines;
    }

    /** Returns whether the next machine is one that is looked at often. */
    synchronized boolean takeScoutSlot() {
        return begun++ < SCOUTS;
    }

    /** Records that bootstrap.sh has succeeded after that time. */
    synchronized void recordSuccess(Duration time) {
        ended++;
        timeOfEnded = timeOfEnded.plus(time);
    }

    /** Records that a machine is not looked at any more. */
    synchronized void remove() {
        remaining--;
    }

    /** Records that another machine has taken the place of one that is not looked at any more. */
    synchronized void addReplacement() {
        remaining++;
    }

    /** Records that bootstrap.sh still runs at the end of a look. */
    synchronized void recordStillRunning() {
        takesLong = true;
    }

    /** Returns how long the next command waits on its machine. */
    synchronized Duration waitOnMachine() {
        if (remaining <= atOnce) {
            return FOLLOWING;
        }
        return takesLong ? Duration.ZERO : SHORT_WAIT;
    }

    /**
     * Returns the time until the next look at a machine that has answered.
     *
     * @param elapsed time for which bootstrap.sh had run at the last look
     * @param since time since the last look
     */
    synchronized Duration untilLook(Duration elapsed, Duration since, boolean scout) {
        if (remaining <= atOnce) {
            return Duration.ZERO;
        }
        Duration pause = between(elapsed.dividedBy(8), MIN_PAUSE, scout ? MAX_PAUSE_OF_SCOUT : MAX_PAUSE);
        Duration pauseOfMany = PER_MACHINE.multipliedBy(remaining);
        if (!scout && ended > 0) {
            Duration usual = timeOfEnded.dividedBy(ended);
            if (elapsed.compareTo(usual) < 0) {
                // a machine that reports a wrong time must not delay the others
                pause = between(
                        usual.minus(elapsed),
                        Duration.ZERO,
                        Collections.max(List.of(MAX_PAUSE, pauseOfMany.multipliedBy(2))));
            }
        } else if (!scout) {
            pause = Collections.max(List.of(pause, pauseOfMany));
        }
        return left(pause, since);
    }

    /** Returns the time until the next attempt to reach a machine that did not answer. */
    static Duration untilNextAttempt(Duration since) {
        return left(AFTER_NO_ANSWER, since);
    }

    private static Duration left(Duration pause, Duration since) {
        return Collections.max(List.of(pause.minus(since), Duration.ZERO));
    }

    private static Duration between(Duration time, Duration least, Duration most) {
        return time.compareTo(most) > 0 ? most : Collections.max(List.of(time, least));
    }
}
