package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

/** What goes wrong during a schedule. */
enum Fault {
    THROTTLED("calls are throttled", false),
    LOST_REPLIES("replies of EC2 are lost", false),
    LOST_CALLS("calls do not reach EC2", false),
    API_DOWN("the API is unavailable for up to 100 s", false),
    SLOW_API("the API is slow", false),
    REFUSED("a policy refuses an action", true),
    REFUSED_FOR_NOW("a policy refuses actions on new resources", false),
    NOT_SHOWN("new resources are not shown yet", false),
    PENDING_FOR_EVER("instances stay pending", true),
    RUNNING_TOO_EARLY("instances are reported as running too early", false),
    TERMINATED_LATE("instances are reported as terminated late", false),
    RECLAIMED("Spot Instances are interrupted", true),
    NO_CAPACITY("pools without capacity", false),
    TOO_LITTLE_CAPACITY("too little capacity in all pools", true),
    NEVER_BOOTS("machines that do not boot", true),
    RUBBISH("machines answer with something else for a while", false),
    ONLY_RUBBISH("machines never answer properly", true),
    STALLS("SSH accepts and stalls for a while", false),
    ONLY_STALLS("SSH accepts and always stalls", true),
    BREAKS("connections break", false),
    BOOTSTRAP_FAILS("bootstrap.sh fails on machines", true),
    DOES_NOTHING("machines answer and do nothing", true),
    SILENT("machines stop answering while bootstrap.sh runs", true),
    DISK_FULL("the controller's disk is full for a while", true),
    NO_FILES("the controller cannot open files for a while", true),
    CLOCK_DIFFERS("the clocks of EC2 and the controller differ", false),
    CLOCK_JUMPS("the controller's clock jumps between two commands", false);

    private final String words;
    private final boolean mayPreventUp;

    Fault(String words, boolean mayPreventUp) {
        this.words = words;
        this.mayPreventUp = mayPreventUp;
    }

    String words() {
        return words;
    }

    /** Whether a swarm may fail to come up because of it; it must go down all the same. */
    boolean mayPreventUp() {
        return mayPreventUp;
    }
}
