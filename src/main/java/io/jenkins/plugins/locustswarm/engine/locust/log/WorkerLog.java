package io.jenkins.plugins.locustswarm.engine.locust.log;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The content of the log of a worker machine; several worker processes can write it. The messages are those in Locust's
 * {@code runners.py} (classes Runner and WorkerRunner), the same in 2.12.0 and 2.47.0.
 *
 * @param worker name of the machine in the swarm, for example {@code worker-1}
 * @param hosts names of the machine in its log, at most sixteen
 * @param version version of Locust
 * @param cpuOverloaded whether a process used more than 90 % of its CPU
 * @param quits number of processes that the master told to quit, as at a normal end
 * @param lastError the last error outside the tasks of users, with its exception, if there is one
 * @param lastLine the last line, without time and host; empty if there is none
 */
public record WorkerLog(
        String worker,
        List<String> hosts,
        @CheckForNull String version,
        boolean cpuOverloaded,
        int quits,
        @CheckForNull String lastError,
        String lastLine) {

    /** A machine has a name or two; a locustfile can write any number of them. */
    private static final int MAX_HOSTS = 16;

    private static final String STARTING = "Starting Locust ";

    /**
     * Reads a log. The name of the worker is that of the file without its extension.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if it cannot be read
     */
    public static WorkerLog read(Path file) {
        Reader found = new Reader();
        LogLines.read(file, found::line);
        String name = file.getFileName().toString().replaceFirst("\\.log$", "");
        return new WorkerLog(
                name,
                List.copyOf(found.hosts),
                found.version,
                found.cpuOverloaded,
                found.quits,
                found.lastError.get(),
                found.lastLine);
    }

    private static final class Reader {
        private final Set<String> hosts = new LinkedHashSet<>();

        @CheckForNull
        private String version;

        private boolean cpuOverloaded;
        private int quits;
        private final LastError lastError = new LastError();
        private String lastLine = "";

        private void line(String text) {
            LogLine.parse(text).ifPresentOrElse(this::line, () -> {
                lastError.line(text);
                lastLine = text.isBlank() ? lastLine : text;
            });
        }

        private void line(LogLine line) {
            lastError.line(line);
            if (!line.host().isEmpty() && hosts.size() < MAX_HOSTS) {
                hosts.add(line.host());
            }
            String message = line.message();
            lastLine = message;
            if (message.startsWith(STARTING)) {
                version = message.substring(STARTING.length()).split("[\\s,]", 2)[0];
            } else if (message.startsWith("CPU usage above ")) {
                cpuOverloaded = true;
            } else if (message.startsWith("Got quit message from master, shutting down")) {
                quits++;
            }
        }
    }
}
