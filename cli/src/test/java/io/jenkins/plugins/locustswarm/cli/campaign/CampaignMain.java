package io.jenkins.plugins.locustswarm.cli.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A part of the campaign from the command line: FOLDER PART SEED SCHEDULES AT_ONCE, or FOLDER PART SEED/NUMBER for one
 * schedule. What is done is kept in the folder, so that a campaign that is interrupted continues.
 */
public final class CampaignMain {

    private final CampaignPart part;
    private final long seed;
    private final DoneSchedules done;

    private CampaignMain(Path folder, CampaignPart part, long seed) {
        this.part = part;
        this.seed = seed;
        this.done = new DoneSchedules(folder.resolve(name(part) + "-" + seed + ".jsonl"));
    }

    public static void main(String[] arguments) throws Exception {
        CampaignPart part = CampaignPart.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        String[] seed = arguments[2].split("/");
        CampaignMain campaign = new CampaignMain(Path.of(arguments[0]), part, Long.parseLong(seed[0]));
        boolean well = seed.length > 1
                ? campaign.repeat(Integer.parseInt(seed[1]))
                : campaign.runAll(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        System.exit(well ? 0 : 1);
    }

    private static String name(CampaignPart part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private boolean repeat(int number) throws Exception {
        try (CampaignPart.Runner runner = part.runner(seed)) {
            ScheduleResult result = runner.run(number);
            System.out.println(result);
            return result.isWell();
        }
    }

    private boolean runAll(int schedules, int atOnce) throws Exception {
        System.out.println("Campaign, part \"" + name(part) + "\": seed " + seed + ", " + schedules + " schedules, "
                + atOnce + " at once. One of them again: .ci/campaign " + name(part) + " " + seed + "/NUMBER");
        List<ScheduleResult> earlier = results(schedules);
        Queue<Integer> open = new ConcurrentLinkedQueue<>(
                IntStream.rangeClosed(1, schedules).boxed().toList());
        earlier.forEach(result -> open.remove(result.number()));
        if (open.isEmpty()) {
            System.out.println("All of them were done before: beginning anew.");
            done.forget();
            return runAll(schedules, atOnce);
        }
        if (!earlier.isEmpty()) {
            System.out.println(earlier.size() + " of them were done before: continuing with the others.");
        }
        List<ScheduleResult> results;
        try {
            run(open, atOnce);
        } finally {
            results = results(schedules);
            System.out.println(CampaignTable.of(part, seed, results));
        }
        return results.stream().allMatch(ScheduleResult::isWell);
    }

    private List<ScheduleResult> results(int schedules) throws IOException {
        return done.read().stream()
                .filter(result -> result.number() <= schedules)
                .toList();
    }

    private void run(Queue<Integer> open, int atOnce) throws Exception {
        List<Callable<Void>> work = Collections.nCopies(atOnce, () -> {
            try (CampaignPart.Runner runner = part.runner(seed)) {
                for (Integer number = open.poll(); number != null; number = open.poll()) {
                    ScheduleResult result = runner.run(number);
                    done.add(result);
                    System.out.println(result);
                }
            }
            return null;
        });
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            for (Future<Void> finished : threads.invokeAll(work)) {
                finished.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
