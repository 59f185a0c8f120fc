package io.jenkins.plugins.locustswarm.cli.campaign;

import java.util.Random;

/**
 * One test of the campaign, fixed by the seed and its number.
 *
 * @param number from 1 on
 * @param trouble what the cloud does wrong
 * @param death where the command is killed
 * @param recovery what is done afterwards
 * @param random for the details of the trouble
 */
record Schedule(int number, CloudFault trouble, KillPoint death, Recovery recovery, Random random) {

    /** The recovery after the command was killed. */
    enum Recovery {
        /** {@code run --resume} where a run is open, then {@code down all}. */
        RESUME("run --resume, down"),
        /** {@code down all} alone. */
        DOWN("down"),
        /** None: the timer of the machines ends them, and {@code reap} removes the other resources. */
        TIMER("the machines' timer, reap");

        private final String words;

        Recovery(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Schedule of(long seed, int number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt(); // the first number of similar seeds is similar
        CloudFault[] troubles = CloudFault.values();
        CloudFault trouble =
                random.nextInt(3) == 0 ? CloudFault.NONE : troubles[1 + random.nextInt(troubles.length - 1)];
        KillPoint death =
                trouble != CloudFault.NONE && random.nextInt(3) == 0 ? KillPoint.never() : KillPoint.at(random);
        int draw = random.nextInt(10);
        Recovery recovery = draw < 6 ? Recovery.RESUME : draw < 8 ? Recovery.DOWN : Recovery.TIMER;
        return new Schedule(number, trouble, death, recovery, random);
    }
}
