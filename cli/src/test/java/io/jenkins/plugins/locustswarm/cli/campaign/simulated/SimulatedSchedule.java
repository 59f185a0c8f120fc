package io.jenkins.plugins.locustswarm.cli.campaign.simulated;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Spread;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one schedule does, drawn from its seed.
 *
 * @param campaign seed of the campaign
 * @param number number of the schedule in it
 * @param workers number of slaves
 * @param needed number of slaves without which the swarm does not continue
 * @param subnets number of subnets
 * @param types instance types
 * @param faults what goes wrong
 * @param steps what is done while things go wrong, the first one being an up; afterwards the swarm is taken down
 * @param extendsLease whether the lease is extended while the swarm comes up
 * @param losesRecord whether the record is lost in the end, so that the reaper has to remove the swarm
 */
record SimulatedSchedule(
        long campaign,
        int number,
        int workers,
        int needed,
        boolean spot,
        Spread spread,
        int subnets,
        List<String> types,
        Set<Fault> faults,
        List<Step> steps,
        boolean extendsLease,
        boolean losesRecord) {

    /** A command that the user gives. */
    enum Task {
        UP("up"),
        GROW("up with more slaves"),
        DOWN("down"),
        DOWN_SLAVES("down slaves");

        private final String words;

        Task(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** A command and how it ends. */
    record Step(Task task, CommandEnd end) {

        @Override
        public String toString() {
            return task.words() + " " + end;
        }
    }

    /** A fault that takes two minutes of real time, since the engine waits so long for a machine that is silent. */
    private static final int SHARE_OF_SILENT = 40;

    private static final int MAX_FAULTS = 5;
    private static final int MAX_STEPS = 4;

    static SimulatedSchedule of(long campaign, int number) {
        Random random = random(campaign, number);
        int workers = workers(random);
        Set<Fault> faults = faults(random);
        boolean spot = faults.contains(Fault.RECLAIMED) || random.nextInt(4) == 0;
        List<String> types = random.nextBoolean() ? List.of("c5.large") : List.of("c5.large", "m5.large");
        return new SimulatedSchedule(
                campaign,
                number,
                workers,
                random.nextBoolean() ? workers : 1 + random.nextInt(workers),
                spot,
                Spread.values()[random.nextInt(Spread.values().length)],
                1 + random.nextInt(3),
                types,
                faults,
                steps(random),
                random.nextInt(3) == 0,
                random.nextInt(10) == 0);
    }

    private static List<Step> steps(Random random) {
        List<Step> steps = new ArrayList<>(List.of(new Step(Task.UP, CommandEnd.of(random))));
        for (int more = random.nextInt(MAX_STEPS); more > 0; more--) {
            Task task = random.nextInt(3) == 0 ? Task.UP : Task.values()[random.nextInt(Task.values().length)];
            steps.add(new Step(task, CommandEnd.of(random)));
        }
        return steps;
    }

    private static Random random(long campaign, int number) {
        Random random = new Random(campaign * 1_000_003 + number);
        random.nextInt(); // the first number of similar seeds is similar
        return random;
    }

    /** Returns a source of what the schedule does not say, such as which of the machines fail. */
    Random details() {
        return new Random(random(campaign, number).nextLong());
    }

    private static int workers(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> 1 + random.nextInt(5);
            case 5, 6, 7 -> 1 + random.nextInt(40);
            case 8 -> 60 + random.nextInt(60);
            default -> 100 + random.nextInt(200);
        };
    }

    private static Set<Fault> faults(Random random) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        int count = random.nextInt(MAX_FAULTS + 1);
        if (random.nextInt(6) == 0) {
            faults.add(Fault.NOT_SHOWN);
        }
        while (faults.size() < count) {
            Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
            if (fault != Fault.SILENT || random.nextInt(100) < SHARE_OF_SILENT) {
                faults.add(fault);
            }
        }
        return faults;
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    boolean mayFail() {
        return faults.stream().anyMatch(Fault::mayPreventUp);
    }

    /** Returns the seed that repeats it. */
    String seed() {
        return campaign + "/" + number;
    }

    @Override
    public String toString() {
        return "%s: %d slaves (%d needed)%s, spread %s over %d subnets and %s; %s; %s%s%s"
                .formatted(
                        seed(),
                        workers,
                        needed,
                        spot ? ", spot" : "",
                        spread,
                        subnets,
                        types,
                        faults.isEmpty()
                                ? "no fault"
                                : faults.stream().map(Fault::words).collect(Collectors.joining(", ")),
                        steps.stream().map(Step::toString).collect(Collectors.joining("; ")),
                        extendsLease ? "; longer lease" : "",
                        losesRecord ? "; the record is lost" : "");
    }
}
