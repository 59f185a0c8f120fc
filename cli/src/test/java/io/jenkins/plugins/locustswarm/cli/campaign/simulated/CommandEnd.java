package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import java.time.Duration;
import java.util.Random;

/**
 * How a command ends.
 *
 * @param kind how
 * @param step at which of its API calls and saves it is killed; 0 if at a time
 * @param effect whether that call or save is carried out all the same
 * @param after simulated time after which it is killed or aborted
 */
record CommandEnd(Kind kind, int step, Effect effect, Duration after) {

    /** The effect of a call or a save at which a process is killed. */
    enum Effect {
        NONE,
        DONE,
        /** A call that is on its way to EC2. */
        DONE_LATER
    }

    enum Kind {
        BY_ITSELF,
        ABORTED,
        KILLED
    }

    /** Many steps of a bring-up are before the first instance accepts commands. */
    private static final int EARLY_STEPS = 16;

    private static final int STEPS = 80;
    private static final int SECONDS = 120;

    static final CommandEnd BY_ITSELF = new CommandEnd(Kind.BY_ITSELF, 0, Effect.NONE, Duration.ZERO);

    static CommandEnd of(Random random) {
        Effect effect = Effect.values()[random.nextInt(Effect.values().length)];
        Duration after = Duration.ofMillis(random.nextInt(SECONDS * 1000));
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> BY_ITSELF;
            case 3, 4 -> new CommandEnd(Kind.KILLED, 1 + random.nextInt(EARLY_STEPS), effect, after);
            case 5 -> new CommandEnd(Kind.KILLED, 1 + random.nextInt(STEPS), effect, after);
            case 6 -> new CommandEnd(Kind.KILLED, 0, Effect.NONE, after);
            default -> new CommandEnd(Kind.ABORTED, 0, Effect.NONE, after);
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case BY_ITSELF -> "by itself";
            case ABORTED -> "aborted after " + after.toSeconds() + " s";
            case KILLED ->
                "killed "
                        + (step == 0
                                ? "after " + after.toSeconds() + " s"
                                : "at step " + step
                                        + switch (effect) {
                                            case NONE -> "";
                                            case DONE -> ", which is carried out";
                                            case DONE_LATER -> ", which is carried out later";
                                        });
        };
    }
}
