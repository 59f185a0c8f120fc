package io.jenkins.plugins.locustswarm.report.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import hudson.Functions;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jenkins.util.VirtualFile;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reads the files of one test from the artifacts of a build, which may be in any artifact manager and may be deleted; or
 * from the folder of results that could not be archived.
 */
@Restricted(NoExternalUse.class)
public final class ArchivedResults {

    /** Bytes. A summary is smaller, but earlier versions had no limit, and any plugin may replace an artifact. */
    public static final int MAX_SUMMARY = 16_000_000;

    private final Run<?, ?> run;
    private final String test;

    public ArchivedResults(Run<?, ?> run, String test) {
        this.run = run;
        this.test = test;
    }

    /** Returns whether the current user may read artifacts. */
    boolean mayRead() {
        return !Functions.isArtifactsPermissionEnabled() || run.hasPermission(Run.ARTIFACTS);
    }

    /** Returns whether the build may still publish results. */
    boolean mayChange() {
        return run.isBuilding();
    }

    /** Returns the archived files in the order of their names; empty if they were deleted. */
    List<ArchivedFile> files() throws IOException {
        List<ArchivedFile> files = new ArrayList<>();
        for (VirtualFile file : artifact("").list()) {
            files.add(new ArchivedFile(file.getName(), file.length()));
        }
        files.sort(Comparator.comparing(ArchivedFile::getName));
        return files;
    }

    /** Opens a file; empty if it does not exist. The caller closes the stream. */
    Optional<InputStream> open(String name) throws IOException {
        VirtualFile file = file(name);
        return file.isFile() ? Optional.of(file.open()) : Optional.empty();
    }

    /**
     * Reads the complete summary; empty if it was deleted.
     *
     * @throws BadInputException if the file is invalid or too large
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

    /** Returns the name of a file for messages. */
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
