package io.jenkins.plugins.locustswarm.cli.campaign;

import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import java.time.Duration;
import java.util.Random;
import java.util.function.BiConsumer;

/** A fault of the cloud or of a machine during a test. */
enum CloudFault {
    NONE("nothing", Cost.NOTHING, (cloud, random) -> {}),
    THROTTLED("throttled calls", Cost.NOTHING, (cloud, random) -> cloud.faults().throttle(1 + random.nextInt(4))),
    NO_CAPACITY(
            "a subnet without capacity",
            Cost.NOTHING,
            (cloud, random) -> cloud.faults().capacity(cloud.subnets().get(0), "*", random.nextInt(3))),
    NOT_SEEN(
            "machines unknown after their launch",
            Cost.NOTHING,
            (cloud, random) -> cloud.faults().unseenAfterLaunch(Duration.ofMillis(500 + random.nextInt(2500)))),
    API_DOWN("the API is unavailable for some seconds", Cost.NOTHING, (cloud, random) -> downAtCall(cloud, random)),
    LOST_LAUNCH(
            "the reply to the launch is lost",
            Cost.NOTHING,
            (cloud, random) -> cloud.faults().loseReply("RunInstances", 1)),
    LOST_END(
            "the reply to the termination is lost",
            Cost.NOTHING,
            (cloud, random) -> cloud.faults().loseReply("TerminateInstances", 1)),
    LOST_ANY("a call is lost", Cost.NOTHING, (cloud, random) -> cloud.faults().loseCall("*", 1)),
    SLOW_BOOT(
            "slow machines",
            Cost.NOTHING,
            (cloud, random) -> cloud.machines().boot(Duration.ofMillis(random.nextInt(4000)))),
    SSHD_LATE(
            "SSH starts late",
            Cost.NOTHING,
            (cloud, random) -> cloud.machines().sshd(Duration.ofMillis(random.nextInt(4000)))),
    CLOUD_INIT_LATE(
            "cloud-init is slow",
            Cost.NOTHING,
            (cloud, random) -> cloud.machines().cloudInit(Duration.ofMillis(random.nextInt(4000)))),
    CUT(
            "connections are interrupted",
            Cost.NOTHING,
            (cloud, random) ->
                    cloud.machine(random.nextInt(3)).cutAfter(Duration.ofMillis(500 + random.nextInt(9000)))),
    MACHINE_DIES(
            "a machine dies",
            Cost.THE_RUN,
            (cloud, random) ->
                    cloud.machine(random.nextInt(3)).diesAfter(Duration.ofMillis(500 + random.nextInt(10000)))),
    BOOTSTRAP_FAILS(
            "bootstrap.sh fails on a machine",
            Cost.THE_RUN,
            (cloud, random) -> cloud.machine(random.nextInt(3)).bootstrapFails()),
    DISK_FULL(
            "a machine's disk is full",
            Cost.THE_RUN,
            (cloud, random) -> cloud.machine(random.nextInt(3)).disk("64k"));

    /** What a trouble may cost; never machines. */
    enum Cost {
        /** The command must cope with it. */
        NOTHING,
        /** The test may fail for it. */
        THE_RUN
    }

    private final String words;
    private final Cost cost;
    private final BiConsumer<LoopbackCloud, Random> turn;

    CloudFault(String words, Cost cost, BiConsumer<LoopbackCloud, Random> turn) {
        this.words = words;
        this.cost = cost;
        this.turn = turn;
    }

    private static void downAtCall(LoopbackCloud cloud, Random random) {
        int[] left = {1 + random.nextInt(15)};
        Duration time = Duration.ofMillis(500 + random.nextInt(5000));
        cloud.faults().onCall(call -> {
            if (--left[0] == 0) {
                cloud.faults().down(time);
            }
        });
    }

    String words() {
        return words;
    }

    boolean mayCostTheRun() {
        return cost == Cost.THE_RUN;
    }

    /** Prepares the faults of the next test. */
    void prepare(LoopbackCloud cloud, Random random) {
        turn.accept(cloud, random);
    }
}
