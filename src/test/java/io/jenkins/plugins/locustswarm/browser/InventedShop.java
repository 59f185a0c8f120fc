package io.jenkins.plugins.locustswarm.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The files of an invented run of a shop, because no recorded one has as many request names, nor a change from build to
 * build: a minute with a full history. They have the form of Locust's.
 */
final class InventedShop {

    /** The start of the load of the first build; the next one follows after an hour. */
    static final Instant BEGAN = Instant.parse("2026-11-20T08:00:00Z");

    static final int SECONDS = 60;
    static final int USERS = 50;
    static final int SPAWN_RATE = 5;

    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").withZone(ZoneId.systemDefault());

    private static final String PERCENTILES = "50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%";
    private static final double[] SHARES = {1, 1.15, 1.3, 1.4, 1.7, 2, 2.6, 3, 4, 4.5, 5};

    private static final List<String> HOSTILE = List.of(
            "/" + "long/".repeat(60),
            "/\u0639\u0631\u0628\u0629 \u0627\u0644\u062a\u0633\u0648\u0642/\u202edrawkcab",
            "/\u5546\u54c1/\u691c\u7d22",
            "<script>alert(1)</script><b>bold</b>",
            "\"quoted\", 'and' & {{more}} ${no} --red");

    private final int names;
    private final double median;
    private final double failing;
    private final int users;
    private final Random random;
    private final Instant began;

    /**
     * @param names how many request names there are; the first ones are hostile
     * @param median of all requests together, in ms
     * @param failing the share of one name's requests that fail; from a half on, users raise exceptions as well
     * @param build seeds the noise, and delays the start by so many hours
     */
    InventedShop(int names, double median, double failing, int build) {
        this(names, median, failing, build, USERS);
    }

    /** @param users that the load has after its start */
    InventedShop(int names, double median, double failing, int build, int users) {
        this.names = names;
        this.median = median;
        this.failing = failing;
        this.users = users;
        this.random = new Random(build);
        this.began = BEGAN.plusSeconds(3600L * build);
    }

    Instant began() {
        return began;
    }

    int users() {
        return users;
    }

    /** Returns the id of a request name, by which its pages are addressed. */
    static String id(int index) {
        return NameId.of(type(index), name(index));
    }

    private static String type(int index) {
        return index % 3 == 0 ? "POST" : "GET";
    }

    private static String name(int index) {
        return index < HOSTILE.size() ? HOSTILE.get(index) : "/category/" + index + "/items";
    }

    /** Quotes as Python's csv module does: only where it is necessary. */
    private static String quoted(String text) {
        return text.contains("\"") || text.contains(",") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Writes the files into an existing folder. */
    void write(Path folder) throws IOException {
        List<String> stats = new ArrayList<>(List.of("Type,Name,Request Count,Failure Count,Median Response Time,"
                + "Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,"
                + PERCENTILES));
        List<String> history = new ArrayList<>(List.of("Timestamp,User Count,Type,Name,Requests/s,Failures/s,"
                + PERCENTILES + ",Total Request Count,Total Failure Count,Total Median Response Time,"
                + "Total Average Response Time,Total Min Response Time,Total Max Response Time,"
                + "Total Average Content Size"));
        int all = 0;
        int failed = 0;
        for (int i = 0; i < names; i++) {
            int perSecond = 1 + (names - i) % 4;
            double time = median * (0.5 + random.nextDouble());
            int failures = i == names - 1 ? (int) (failing * perSecond * SECONDS) : 0;
            rows(stats, history, type(i), name(i), perSecond, failures, time);
            all += perSecond;
            failed += failures;
        }
        rows(stats, history, "", "Aggregated", all, failed, median * (1 + 0.03 * random.nextGaussian()));
        write(folder, RunResults.MASTER_LOG, masterLog());
        write(folder, RunResults.STATS, stats);
        write(folder, RunResults.HISTORY, history);
        write(folder, RunResults.FAILURES, failures(type(names - 1), name(names - 1), failed));
        write(
                folder,
                RunResults.EXCEPTIONS,
                failing < 0.5
                        ? List.of("Count,Message,Traceback,Nodes")
                        : List.of(
                                "Count,Message,Traceback,Nodes",
                                "3,\"<b>boom</b>\",\"Traceback (most recent call last):\n  File \"\"shop.py\"\", line 7\","
                                        + "vm_1"));
    }

    private List<String> masterLog() {
        int ramp = users / SPAWN_RATE;
        return List.of(
                log(-3, "main", "Starting Locust 2.47.0"),
                log(-2, "runners", "vm_1 (index 0) reported as ready. 1 workers connected."),
                log(-1, "runners", "vm_2 (index 1) reported as ready. 2 workers connected."),
                log(0, "main", "Run time limit set to " + SECONDS + " seconds"),
                log(ramp, "runners", "All users spawned: {\"Shopper\": " + users + "} (" + users + " total users)"),
                log(SECONDS, "main", "--run-time limit reached, shutting down"),
                log(SECONDS, "runners", "Worker 'vm_1' (index 0) quit. 1 workers ready."),
                log(SECONDS, "runners", "Worker 'vm_2' (index 1) quit. 0 workers ready."),
                log(SECONDS, "runners", "The last worker quit, stopping test."),
                log(SECONDS + 1, "main", "Shutting down (exit code 0)"));
    }

    private String log(int second, String module, String message) {
        return "[" + LOG_TIME.format(began.plusSeconds(second)) + "] vm/INFO/locust." + module + ": " + message;
    }

    private List<String> failures(String type, String name, int count) {
        List<String> rows = new ArrayList<>(List.of("Method,Name,Error,Occurrences,First Seen,Last Seen"));
        if (count > 0) {
            rows.add(type + "," + quoted(name) + ",\"HTTPError('500 Server Error: " + "very long ".repeat(40) + "')\","
                    + count + "," + began.plusSeconds(5) + "," + began.plusSeconds(50));
        }
        return rows;
    }

    private void rows(
            List<String> stats,
            List<String> history,
            String type,
            String name,
            int perSecond,
            int failures,
            double time) {
        String head = type + "," + quoted(name) + ",";
        int count = perSecond * SECONDS;
        stats.add(head + count + "," + failures + "," + (int) time + "," + text(time * 1.1) + ",10.0,"
                + text(time * 5) + ",512.0," + text(perSecond) + "," + text((double) failures / SECONDS) + ","
                + percentiles(time));
        for (int second = 0; second <= SECONDS; second++) {
            double now = time * (1 + 0.1 * random.nextGaussian());
            history.add(
                    began.plusSeconds(second).getEpochSecond() + "," + Math.min(users, second * SPAWN_RATE) + "," + head
                            + text(perSecond) + "," + text((double) failures / SECONDS) + "," + percentiles(now) + ","
                            + perSecond * second + "," + failures * second / SECONDS + "," + (int) time + ","
                            + text(time * 1.1) + ",10.0," + text(time * 5) + ",512.0");
        }
    }

    private static String percentiles(double time) {
        StringBuilder row = new StringBuilder();
        for (double share : SHARES) {
            row.append(row.isEmpty() ? "" : ",").append((int) (time * share));
        }
        return row.toString();
    }

    private static String text(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    private static void write(Path folder, String file, List<String> rows) throws IOException {
        Files.writeString(folder.resolve(file), String.join("\r\n", rows) + "\r\n", UTF_8);
    }
}
