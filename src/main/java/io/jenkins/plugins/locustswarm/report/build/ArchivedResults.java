package io.jenkins.plugins.locustswarm.report.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import hudson.Functions;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jenkins.util.VirtualFile;

/**
 * The files of one test among a build's artifacts, which may lie anywhere and may be gone; or those that could not be
 * archived.
 */
public final class ArchivedResults {

    /** What is written is smaller; earlier versions had no limit, and an artifact may come from anywhere. */
    public static final int MAX_SUMMARY = 16_000_000;

    private final Run<?, ?> run;
    private final String test;

    public ArchivedResults(Run<?, ?> run, String test) {
        this.run = run;
        this.test = test;
    }

    /** Whether the current user may see what is in artifacts. */
    boolean mayRead() {
        return !Functions.isArtifactsPermissionEnabled() || run.hasPermission(Run.ARTIFACTS);
    }

    /** Whether the build may yet publish something. */
    boolean mayChange() {
        return run.isBuilding();
    }

    /** The names of the archived files; empty when they are gone. */
    List<String> files() throws IOException {
        return Arrays.stream(artifact("").list())
                .map(VirtualFile::getName)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** The file as a stream; empty when there is none. */
    Optional<InputStream> open(String name) throws IOException {
        VirtualFile file = file(name);
        return file.isFile() ? Optional.of(file.open()) : Optional.empty();
    }

    /**
     * The whole summary; empty when it is gone.
     *
     * @throws BadInputException when it is broken, or too large to be read
     */
    public Optional<RunSummary> summary() throws IOException {
        VirtualFile file = file(SummaryJson.FILE);
        if (!file.isFile()) {
            return Optional.empty();
        }
        if (file.length() > MAX_SUMMARY) {
            throw new BadInputException(describe(SummaryJson.FILE) + " is too large to be shown: it has more than "
                    + MAX_SUMMARY / 1_000_000 + " MB.");
        }
        try (InputStream bytes = file.open()) {
            byte[] text = bytes.readNBytes(MAX_SUMMARY);
            return Optional.of(SummaryJson.read(new String(text, UTF_8), describe(SummaryJson.FILE)));
        }
    }

    /** The file's name in a message. */
    String describe(String name) {
        return ResultArchiver.path(test, name) + " of " + run.getFullDisplayName();
    }

    private VirtualFile file(String name) {
        UnarchivedResults unarchived = new UnarchivedResults(run, test);
        return unarchived.exist()
                ? VirtualFile.forFile(unarchived.folder().toFile()).child(name)
                : artifact(name);
    }

    private VirtualFile artifact(String name) {
        VirtualFile folder =
                run.getArtifactManager().root().child(ResultArchiver.FOLDER).child(test);
        return name.isEmpty() ? folder : folder.child(name);
    }
}
