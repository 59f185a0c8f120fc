package io.jenkins.plugins.locustswarm.swarms;

import hudson.model.Run;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/** Generates unique names for swarms, from the name of the job and the number of the build. */
final class SwarmNames {

    private static final int MAX_JOB_LENGTH = 24; // of the 48 characters that a swarm name may have
    private static final int RANDOM_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SwarmNames() {}

    /** Returns a name for a swarm for making an image. */
    static String forImage() {
        return "image-" + random();
    }

    private static String random() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static String forRun(Run<?, ?> run) {
        String job = run.getParent()
                .getName()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-", "");
        String begin = job.substring(0, Math.min(job.length(), MAX_JOB_LENGTH)).replaceAll("-$", "");
        return (begin.isEmpty() ? "swarm" : begin) + "-" + run.getNumber() + "-" + random();
    }
}
