package io.jenkins.plugins.locustswarm.engine.locust;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the log of a worker machine says; several worker processes can have written it. The words are those of Locust's
 * {@code runners.py} (classes Runner and WorkerRunner), the same in 2.12.0 and 2.47.0.
 *
 * @param worker the machine's name in the swarm, for example {@code worker-1}
 * @param hosts the names that the machine itself goes by in the log
 * @param version of Locust; null when the log does not say
 * @param hot whether a process used more than 90 % of its CPU
 * @param quits how many processes were told by the master to quit, as at an orderly end
 * @param lastError the newest error outside the users' tasks, with the exception that it was; null when there is none
 * @param lastLine the last line, without time and host; empty when there is none
 */
public record WorkerLog(
        String worker, List<String> hosts, String version, boolean hot, int quits, String lastError, String lastLine) {

    private static final String STARTING = "Starting Locust ";

    /**
     * Reads the file; the worker is named as the file is, without its ending.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when it cannot be read
     */
    public static WorkerLog read(Path file) {
        Gathered found = new Gathered();
        LogLines.read(file, found::line);
        String name = file.getFileName().toString().replaceFirst("\\.log$", "");
        return new WorkerLog(
                name,
                List.copyOf(found.hosts),
                found.version,
                found.hot,
                found.quits,
                found.lastError.get(),
                found.lastLine);
    }

    private static final class Gathered {
        private final Set<String> hosts = new LinkedHashSet<>();
        private String version;
        private boolean hot;
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
            if (!line.host().isEmpty()) {
                hosts.add(line.host());
            }
            String message = line.message();
            lastLine = message;
            if (message.startsWith(STARTING)) {
                version = message.substring(STARTING.length()).split("[\\s,]", 2)[0];
            } else if (message.startsWith("CPU usage above ")) {
                hot = true;
            } else if (message.startsWith("Got quit message from master, shutting down")) {
                quits++;
            }
        }
    }
}
