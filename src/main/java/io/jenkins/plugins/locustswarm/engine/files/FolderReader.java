package io.jenkins.plugins.locustswarm.engine.files;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the files of a folder. */
final class FolderReader extends SimpleFileVisitor<Path> {

    private static final int MAX_DEPTH = 64;

    private static final String ADVICE =
            ". Make it readable, or, if the locustfile does not need it, name it in a file " + IgnoreFiles.OF_THE_SWARM
                    + " in that folder.";

    private final Path folder;
    private final FolderLabel label;
    private final FolderRules rules;
    private final boolean followsLinks;
    private final boolean isLimited;
    private final FolderSize size = new FolderSize();
    private final Map<Path, Long> files = new LinkedHashMap<>();

    /** Why the first entry that cannot be read was not; a folder that is too large has a better explanation. */
    @CheckForNull
    private IOException failure;

    FolderReader(Path folder, FolderLabel label, FolderRules rules, boolean followsLinks) {
        this.folder = folder;
        this.label = label;
        this.rules = rules;
        this.followsLinks = followsLinks;
        this.isLimited = label.locustfileFolder() != null;
    }

    FolderSnapshot read() {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException(label.atStart() + " is not a folder.");
        }
        Set<FileVisitOption> options =
                followsLinks ? EnumSet.of(FileVisitOption.FOLLOW_LINKS) : EnumSet.noneOf(FileVisitOption.class);
        List<FolderSnapshot.Entry> entries = new ArrayList<>();
        try {
            Files.walkFileTree(folder, options, MAX_DEPTH, this);
            if (isLimited) {
                size.check(label.locustfileFolder());
            }
            if (failure != null) {
                throw failure;
            }
            for (Map.Entry<Path, Long> file : files.entrySet()) {
                entries.add(entry(folder, file.getKey(), file.getValue()));
            }
        } catch (IOException e) {
            throw new BadInputException(
                    label.atStart() + " cannot be read: " + FileErrorText.withFile(e) + (isLimited ? ADVICE : "."), e);
        }
        return new FolderSnapshot(folder, label, entries, rules.resultsLeftOut(), rules.ignored());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
        return rules.skipsFolder(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean isLink = attributes.isSymbolicLink() && !followsLinks;
        if (!isLink && !attributes.isRegularFile() || rules.skipsFile(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (isLink) {
            throw new BadInputException(folder.relativize(file) + " in the bootstrap directory " + folder
                    + " is a link. Put the file itself there.");
        }
        files.put(file, attributes.size());
        size.add(RelativePath.of(folder, file), attributes.size());
        return isLimited && size.isEnough() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        boolean isNothing = failure instanceof FileSystemLoopException
                || failure instanceof NoSuchFileException; // deleted meanwhile
        return rules.skipsFolder(file) || isLimited && isNothing ? FileVisitResult.CONTINUE : failed(failure);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @CheckForNull IOException failure) throws IOException {
        return failure == null ? FileVisitResult.CONTINUE : failed(failure);
    }

    private FileVisitResult failed(IOException failure) throws IOException {
        if (!isLimited) {
            throw failure;
        }
        this.failure = this.failure == null ? failure : this.failure;
        return FileVisitResult.CONTINUE;
    }

    private static FolderSnapshot.Entry entry(Path folder, Path file, long size) throws IOException {
        String path = RelativePath.of(folder, file);
        boolean isText = path.indexOf('\uFFFD') < 0; // Java's replacement for bytes that the locale cannot express
        if (path.indexOf('\n') >= 0 || !isText) {
            throw new BadInputException("The name of " + path.replace("\n", "\\n") + " in the folder " + folder
                    + (isText ? " contains a line feed." : " is not text in this locale's encoding.") + " Rename it.");
        }
        return new FolderSnapshot.Entry(path, file, size, Files.isExecutable(file), FolderSnapshot.sha256(file));
    }
}
