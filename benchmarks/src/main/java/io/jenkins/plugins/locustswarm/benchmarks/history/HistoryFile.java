package io.jenkins.plugins.locustswarm.benchmarks.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * A {@code _stats_history.csv} as Locust 2.47 writes it with full history: each second a row for each name, and
 * Aggregated.
 */
public final class HistoryFile {

    public static final int NAMES = 50;

    private static final String HEADER = "Timestamp,User Count,Type,Name,Requests/s,Failures/s,"
            + "50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%,Total Request Count,Total Failure Count,"
            + "Total Median Response Time,Total Average Response Time,Total Min Response Time,"
            + "Total Max Response Time,Total Average Content Size";
    private static final int PERCENTILES = 11;

    private HistoryFile() {}

    /** The name of a request; all of them are GETs. */
    public static String name(int number) {
        return "/api/v1/kandus/[id]/part/" + number;
    }

    public static Path write(Path file, int seconds) throws IOException {
        Random random = new Random(20261125);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADER + "\r\n");
            for (int second = 0; second < seconds; second++) {
                for (int name = 0; name < NAMES; name++) {
                    out.write(row(second, "GET," + name(name), 1 + second * 10L, random));
                }
                out.write(row(second, ",Aggregated", 1 + second * 10L * NAMES, random));
            }
        }
        return file;
    }

    private static String row(int second, String name, long requests, Random random) {
        StringBuilder row = new StringBuilder();
        row.append(1795412257L + second).append(",500,").append(name);
        row.append(String.format(Locale.ROOT, ",%.6f,%.6f", 10 + random.nextDouble(), random.nextDouble()));
        int time = 10 + random.nextInt(20);
        for (int i = 0; i < PERCENTILES; i++) {
            time += random.nextInt(40);
            row.append(',').append(time);
        }
        row.append(',').append(requests).append(',').append(requests / 100);
        row.append(',').append(15 + random.nextInt(5));
        for (int i = 0; i < 4; i++) {
            row.append(',').append(10 + 1000 * random.nextDouble());
        }
        return row.append("\r\n").toString();
    }
}
