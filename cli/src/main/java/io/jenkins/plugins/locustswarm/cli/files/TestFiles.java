package io.jenkins.plugins.locustswarm.cli.files;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.locust.LocustfileCheck;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The files of a load test.
 *
 * @param files the files that machines get
 * @param locustfile the path of the locustfile below them, with {@code /} between its parts; several paths are separated
 *     by commas
 */
public record TestFiles(FolderSnapshot files, String locustfile) {

    /**
     * Checks the locustfile before machines are brought up for it, but not whether it sets a host.
     *
     * @param warnings receives a sentence about what may be an error
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if Locust certainly cannot run it
     */
    public void check(Consumer<String> warnings) {
        LocustfileCheck.check(locustfile, paths(), true).ifPresent(warnings);
    }

    /** Waits for a check that is already running, and passes its sentence about this load on. */
    public void check(LocustfileCheck check, RunPlan plan, Consumer<String> warnings) {
        check.findings(locustfile, paths(), plan.mayHaveHost()).ifPresent(warnings);
    }

    private Map<String, Path> paths() {
        return files.entries().stream()
                .collect(Collectors.toMap(FolderSnapshot.Entry::path, FolderSnapshot.Entry::source));
    }
}
