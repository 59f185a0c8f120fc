package io.jenkins.plugins.locustswarm.steps;

import hudson.FilePath;
import hudson.util.DirScanner;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings the bootstrap directory from the workspace, wherever that is, to the controller. */
final class WorkspaceFiles {

    private static final String LEFT_AT_HOME = FolderSnapshot.LEFT_AT_HOME.stream()
            .sorted()
            .map(name -> "**/" + name + ",**/" + name + "/**")
            .collect(Collectors.joining(","));

    private WorkspaceFiles() {}

    /**
     * Copies it as one stream; files of an earlier try are replaced.
     *
     * @param workspace null outside of a node
     * @param folder of the bootstrap directory, below the workspace
     * @throws BadInputException when there is no such folder, or it holds a link that leads elsewhere
     */
    static void copy(FilePath workspace, String folder, Path target) throws IOException, InterruptedException {
        if (workspace == null) {
            throw new BadInputException("The bootstrap directory " + folder
                    + " is taken from the workspace, and this step runs outside of one: put it into node { }.");
        }
        FilePath source = workspace.child(folder);
        if (!workspace.isDescendant(folder)) {
            throw new BadInputException("The bootstrap directory " + folder + " is not below the workspace "
                    + workspace.getRemote() + ": name a folder of the workspace.");
        }
        if (!source.isDirectory()) {
            throw new BadInputException("There is no bootstrap directory " + source.getRemote()
                    + " in the workspace: check out the files before this step, or name their folder (bootstrapDir).");
        }
        FilePath copy = new FilePath(target.toFile());
        copy.deleteRecursive();
        copy.mkdirs();
        source.copyRecursiveTo(new DirScanner.Glob("**", LEFT_AT_HOME, false), copy, "the bootstrap directory");
        refuseLinksElsewhere(target, folder);
    }

    /** A link came as a link: on the controller it would show the controller's files to the machines. */
    private static void refuseLinksElsewhere(Path copy, String folder) throws IOException {
        Path root = copy.toRealPath();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                if (Files.exists(link) && !link.toRealPath().startsWith(root)) {
                    throw new BadInputException(folder + "/" + root.relativize(link)
                            + " is a link that leads out of the bootstrap directory: put the file itself there.");
                }
            }
        }
    }

    /** @throws BadInputException when the locustfile is not among the files */
    static void check(FolderSnapshot files, String locustfile, String folder) {
        if (files.find(locustfile).isPresent()) {
            return;
        }
        List<String> names = files.entries().stream()
                .map(FolderSnapshot.Entry::path)
                .filter(name -> name.endsWith(".py"))
                .limit(10)
                .toList();
        throw new BadInputException("There is no locustfile " + locustfile + " in the bootstrap directory " + folder
                + (names.isEmpty() ? "." : ". There are " + String.join(", ", names) + "."));
    }
}
