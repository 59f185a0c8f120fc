package io.jenkins.plugins.locustswarm.cli.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The whole campaign from the command line: SEED SCHEDULES CLOUDS [FILE for the table]. */
public final class CampaignMain {

    private CampaignMain() {}

    public static void main(String[] arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        int schedules = Integer.parseInt(arguments[1]);
        int clouds = Integer.parseInt(arguments[2]);
        System.out.println("Seed " + seed + ", " + schedules + " schedules, " + clouds + " clouds at once.");
        List<Campaign.Outcome> outcomes = outcomes(seed, schedules, clouds);
        String table = table(seed, outcomes);
        System.out.println(table);
        if (arguments.length > 3) {
            Files.writeString(Path.of(arguments[3]), table);
        }
        System.exit(outcomes.stream().allMatch(outcome -> outcome.faults().isEmpty()) ? 0 : 1);
    }

    private static List<Campaign.Outcome> outcomes(long seed, int schedules, int clouds) throws Exception {
        AtomicInteger next = new AtomicInteger(1);
        List<Callable<List<Campaign.Outcome>>> work = Collections.nCopies(clouds, () -> {
            List<Campaign.Outcome> own = new ArrayList<>();
            try (Campaign campaign = new Campaign(Files.createTempDirectory("campaign"))) {
                for (int number = next.getAndIncrement(); number <= schedules; number = next.getAndIncrement()) {
                    Campaign.Outcome outcome = campaign.run(Schedule.of(seed, number));
                    own.add(outcome);
                    System.out.println(line(outcome) + faults(outcome));
                }
            }
            return own;
        });
        ExecutorService threads = Executors.newFixedThreadPool(clouds);
        List<Campaign.Outcome> outcomes = new ArrayList<>();
        try {
            for (Future<List<Campaign.Outcome>> own : threads.invokeAll(work)) {
                outcomes.addAll(own.get());
            }
        } finally {
            threads.shutdownNow();
        }
        return outcomes;
    }

    private static String faults(Campaign.Outcome outcome) {
        return outcome.faults().stream().map(fault -> "\n    " + fault).collect(Collectors.joining());
    }

    private static String line(Campaign.Outcome outcome) {
        Schedule schedule = outcome.schedule();
        return "%3d %s: %s; killed %s; %s; %s; %d s"
                .formatted(
                        schedule.number(),
                        outcome.faults().isEmpty() ? "well" : "BAD",
                        schedule.trouble().words(),
                        schedule.death(),
                        outcome.command(),
                        schedule.recovery().words(),
                        outcome.seconds());
    }

    /** Markdown: a row for each trouble. */
    private static String table(long seed, List<Campaign.Outcome> outcomes) {
        Map<Trouble, List<Campaign.Outcome>> rows = new TreeMap<>(Comparator.comparing(Trouble::ordinal));
        outcomes.forEach(outcome -> rows.computeIfAbsent(outcome.schedule().trouble(), trouble -> new ArrayList<>())
                .add(outcome));
        StringBuilder text = new StringBuilder("Seed " + seed + ", " + outcomes.size() + " schedules.\n\n"
                + "| what goes wrong | schedules | command killed | with an open run | something left or lost |\n"
                + "|---|---|---|---|---|\n");
        rows.forEach((trouble, list) -> text.append("| %s | %d | %d | %d | %d |\n"
                .formatted(
                        trouble.words(),
                        list.size(),
                        count(list, "killed"),
                        count(list, "open run"),
                        list.stream().filter(one -> !one.faults().isEmpty()).count())));
        return text.toString();
    }

    private static long count(List<Campaign.Outcome> outcomes, String words) {
        return outcomes.stream().filter(one -> one.command().contains(words)).count();
    }
}
