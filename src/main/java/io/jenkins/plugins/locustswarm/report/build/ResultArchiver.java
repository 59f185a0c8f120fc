package io.jenkins.plugins.locustswarm.report.build;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.report.kept.TabSeparatedLine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.model.StandardArtifactManager;
import jenkins.util.BuildListenerAdapter;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Archives the files of a run with the artifact manager of the build. */
@Restricted(NoExternalUse.class)
public final class ResultArchiver {

    /** The artifact folder of all tests. */
    static final String FOLDER = "locust";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

    private ResultArchiver() {}

    /** Archives the regular files in the folder; skips subfolders and links, and names them in the log. */
    public static void archive(Run<?, ?> run, TaskListener listener, String test, Path folder)
            throws IOException, InterruptedException {
        Map<String, String> artifacts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && NAME.matcher(name).matches()) {
                    artifacts.put(path(test, name), name);
                } else {
                    listener.getLogger()
                            .println("Not archived, because it is not a regular file with a plain name: "
                                    + TabSeparatedLine.safe(name, 200));
                }
            }
        }
        run.pickArtifactManager()
                .archive(
                        new FilePath(folder.toFile()),
                        new Launcher.LocalLauncher(listener),
                        BuildListenerAdapter.wrap(listener),
                        artifacts);
    }

    /**
     * Deletes the archived files of a test. An artifact manager that stores them elsewhere than in the folder of the build cannot
     * delete those of a test only: it keeps them until others replace them.
     */
    public static void delete(Run<?, ?> run, String test) throws IOException {
        if (run.getArtifactManager() instanceof StandardArtifactManager manager) {
            Util.deleteRecursive(
                    new File(manager.root().child(FOLDER).child(test).toURI()));
        }
    }

    static String path(String test, String file) {
        return FOLDER + "/" + test + "/" + file;
    }
}
