package io.jenkins.plugins.locustswarm.benchmarks.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The Linux computer that measures, and the time at which the measurement began. */
final class ThisMachine {

    private ThisMachine() {}

    /** Lines of Markdown. */
    static List<String> facts() throws IOException {
        return List.of(
                "Measured on " + LocalDate.now(ZoneOffset.UTC) + ".",
                "- " + field("/proc/cpuinfo", "model name") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores, "
                        + Math.round(memoryKilobytes() / 1024. / 1024.) + " GB of memory",
                "- " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", JDK "
                        + System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ")");
    }

    private static double memoryKilobytes() throws IOException {
        return Double.parseDouble(field("/proc/meminfo", "MemTotal").replace(" kB", ""));
    }

    private static String field(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("?");
        }
    }
}
