package io.jenkins.plugins.locustswarm.engine.locust;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.LocustfilePaths;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Finds errors of locustfiles before there are machines, with the Python of this computer, if it has one. The files are
 * parsed, not run: neither Locust nor their modules need to be here. Only what is certain is refused, since the machines may
 * have a newer Python.
 */
public final class LocustfileCheck {

    private static final String PROGRAM = Script.text(LocustfileCheck.class, "check_locustfiles.py");

    /** Python starts in less than a second; a file can be very large. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final String ERROR = "error";
    private static final String DOUBT = "doubt";

    private LocustfileCheck() {}

    /** @param line its number; 0 if unknown */
    private record Finding(String kind, int file, String line, String message) {}

    /**
     * Checks the files that Locust will load.
     *
     * @param locustfile the locustfiles, as Locust's argument
     * @param files all files that machines get, by their path below the folder that they are sent to
     * @return a sentence about what may be an error; empty if there is nothing to say, or no Python here
     * @throws BadInputException if a file has a syntax error, or there is certainly no class of users
     */
    public static Optional<String> check(String locustfile, Map<String, Path> files) {
        List<String> loaded = LocustfilePaths.parse(locustfile).loadedOf(files.keySet());
        List<Finding> findings = loaded.isEmpty()
                ? List.of()
                : findings(loaded.stream().map(files::get).toList());
        for (Finding finding : findings) {
            String file = loaded.get(finding.file());
            if (finding.kind().equals(ERROR)) {
                throw new BadInputException("The locustfile " + file + " has a syntax error" + in(finding)
                        + ". Correct it: nothing was started.");
            } else if (!finding.kind().equals(DOUBT)) {
                throw new BadInputException(
                        (loaded.size() == 1 ? "The locustfile " + file + " defines" : "The locustfiles define")
                                + " no class of users, so Locust has nothing to run: define one, such as class"
                                + " Shopper(HttpUser), or name another file. Nothing was started.");
            }
        }
        return findings.stream()
                .findFirst()
                .map(finding -> "The locustfile " + loaded.get(finding.file()) + " has a syntax error"
                        + in(finding) + ". Locust can load it only if the Python of the machines is newer than the one"
                        + " here.");
    }

    private static String in(Finding finding) {
        return (finding.line().equals("0") ? "" : " in line " + finding.line()) + ": " + finding.message();
    }

    private static List<Finding> findings(List<Path> files) {
        List<String> command = new ArrayList<>(List.of("python3", "-I", "-S", "-W", "ignore", "-"));
        files.forEach(file -> command.add(file.toAbsolutePath().toString()));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) { // there is no Python here
            return List.of();
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(PROGRAM.getBytes(UTF_8));
        } catch (IOException e) {
            // it ended early, which its exit code shows
        }
        try {
            if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                return List.of();
            }
            return new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(values -> new Finding(values[0], Integer.parseInt(values[1]), values[2], values[3]))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller's next operation reports it
            return List.of();
        } finally {
            process.destroyForcibly();
        }
    }
}
