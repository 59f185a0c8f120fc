package io.jenkins.plugins.locustswarm.engine.machine.ec2.settings;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.Duration;

/**
 * Use of images that were made from machines of a swarm.
 *
 * @param use whether machines are launched with an image that fits
 * @param maxAge age in days up to which images are used, and after which the reaper removes those that were made with
 *     these settings
 */
public record ImageSettings(boolean use, int maxAge) {

    /** Old enough that most packages have newer versions. */
    public static final int DEFAULT_MAX_AGE = 30;

    private static final int MAX_MAX_AGE = 3650;

    /** Images are used, and removed after 30 days. */
    public static final ImageSettings DEFAULT = new ImageSettings(true, DEFAULT_MAX_AGE);

    /** @throws BadInputException if the age is not valid */
    public ImageSettings {
        if (maxAge < 1 || maxAge > MAX_MAX_AGE) {
            throw new BadInputException(
                    "image_max_age is " + maxAge + ": it must be a number of days from 1 to " + MAX_MAX_AGE + ".");
        }
    }

    /** Returns the same settings for machines that are not launched with such an image. */
    public ImageSettings withoutUse() {
        return new ImageSettings(false, maxAge);
    }

    /** Returns the age up to which images are used. */
    public Duration age() {
        return Duration.ofDays(maxAge);
    }
}
