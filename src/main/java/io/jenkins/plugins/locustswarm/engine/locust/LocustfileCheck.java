package io.jenkins.plugins.locustswarm.engine.locust;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.LocustfilePaths;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Finds errors of locustfiles before there are machines, with the Python of this computer, if it has one. The files are
 * parsed, not run: neither Locust nor their modules need to be here. Only what is certain is refused, since the
 * machines may have a newer Python.
 */
public final class LocustfileCheck implements AutoCloseable {

    private static final byte[] PROGRAM =
            Script.text(LocustfileCheck.class, "check_locustfiles.py").getBytes(UTF_8);

    /** The program comes first on the standard input: on Windows, it cannot be an argument. */
    private static final List<String> COMMAND = List.of(
            "python3",
            "-I",
            "-S",
            "-W",
            "ignore",
            "-c",
            "import sys; exec(sys.stdin.buffer.read(" + PROGRAM.length + "))");

    /** Python starts in less than a second; a file can be very large. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final String ERROR = "error";
    private static final String DOUBT = "doubt";
    private static final String NO_HOST = "no host";

    /** Files in which Locust finds options, such as the host, by itself. */
    private static final Set<String> CONFIGURATION = Set.of("locust.conf", "pyproject.toml");

    /** Null if there is no Python here. */
    @CheckForNull
    private final Process python;

    private LocustfileCheck(@CheckForNull Process python) {
        this.python = python;
    }

    /** @param line its number; 0 if unknown */
    private record Finding(String kind, int file, String line, String message) {}

    /**
     * Starts Python, so that it is ready by the time the caller has found the files. It takes up to a tenth of a
     * second.
     */
    public static LocustfileCheck start() {
        Process python;
        try {
            python = new ProcessBuilder(COMMAND)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) { // there is none
            return new LocustfileCheck(null);
        }
        try {
            python.getOutputStream().write(PROGRAM);
            python.getOutputStream().flush();
        } catch (IOException e) {
            // it ended early, which its exit code shows
        }
        return new LocustfileCheck(python);
    }

    /** Checks the files that Locust will load, as {@link #findings(String, Map, boolean)} does. */
    public static Optional<String> check(String locustfile, Map<String, Path> files, boolean hostGiven) {
        try (LocustfileCheck check = start()) {
            return check.findings(locustfile, files, hostGiven);
        }
    }

    /**
     * Checks the files that Locust will load. Can be called only once.
     *
     * @param locustfile the locustfiles, as Locust's argument
     * @param files all files that machines get, by their path below the folder that they are sent to
     * @param hostGiven whether Locust may get a host from elsewhere, or that is not known yet
     * @return a sentence about what may be an error; empty if there is nothing to say, or no Python here
     * @throws BadInputException if a file has a syntax error, or there is certainly no class of users
     */
    public Optional<String> findings(String locustfile, Map<String, Path> files, boolean hostGiven) {
        List<String> loaded = LocustfilePaths.parse(locustfile).loadedOf(files.keySet());
        List<Finding> findings;
        try {
            findings = findings(loaded.stream().map(files::get).toList());
        } finally {
            close(); // the caller may keep this during a long test, and Python may hang in a file
        }
        for (Finding finding : findings) {
            String file = loaded.get(finding.file());
            if (finding.kind().equals(ERROR)) {
                throw new BadInputException("The locustfile " + file + " has a syntax error" + line(finding) + ": "
                        + finding.message() + ". Correct it: nothing was started.");
            } else if (!isNote(finding)) {
                throw new BadInputException(
                        (loaded.size() == 1 ? "The locustfile " + file + " defines" : "The locustfiles define")
                                + " no User class, so Locust has nothing to run: define one, such as class"
                                + " Shopper(HttpUser), or name another file. Nothing was started.");
            }
        }
        boolean hasHost = hostGiven || CONFIGURATION.stream().anyMatch(files::containsKey);
        return findings.stream()
                .filter(finding -> !finding.kind().equals(NO_HOST) || !hasHost)
                .findFirst()
                .map(finding -> note(finding, "The locustfile " + loaded.get(finding.file())));
    }

    private static boolean isNote(Finding finding) {
        return finding.kind().equals(DOUBT) || finding.kind().equals(NO_HOST);
    }

    private static String note(Finding finding, String file) {
        return finding.kind().equals(NO_HOST)
                ? file + " sets no host, and none is given, but the class " + finding.message() + line(finding)
                        + " needs one: name it (-H of the command, host of the step), or no request will be made."
                : file + " has a syntax error" + line(finding) + ": " + finding.message()
                        + ". Locust can load it only if the Python of the machines is newer than the one here.";
    }

    private static String line(Finding finding) {
        return finding.line().equals("0") ? "" : " in line " + finding.line();
    }

    private List<Finding> findings(List<Path> files) {
        if (python == null || files.isEmpty()) {
            return List.of();
        }
        try (OutputStream in = python.getOutputStream()) {
            for (Path file : files) {
                in.write((file.toAbsolutePath() + "\0").getBytes(UTF_8));
            }
        } catch (IOException e) {
            // it ended early, which its exit code shows
        }
        try {
            if (!python.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS) || python.exitValue() != 0) {
                return List.of();
            }
            return new String(python.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .map(values -> new Finding(values[0], Integer.parseInt(values[1]), values[2], values[3]))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the caller's next operation reports it
            return List.of();
        }
    }

    /** Ends Python if it is still there. */
    @Override
    public void close() {
        if (python != null) {
            python.destroyForcibly();
        }
    }
}
