package io.jenkins.plugins.locustswarm.report.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.kept.KeptTests;
import io.jenkins.plugins.locustswarm.report.kept.TabSeparatedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A small file beside the {@code build.xml} of a build, which repeats a part of it. It is valid until {@code build.xml}
 * changes, so it may be deleted, and code that changes a build need not update it.
 *
 * @param folder the folder of the build
 * @param name the name of the file
 * @param headColumns the number of values in the first line between the stamp of {@code build.xml} and the format
 * @param format the format; files of other formats are replaced
 */
record StampedFile(Path folder, String name, int headColumns, String format) {

    private static final Logger LOGGER = Logger.getLogger(StampedFile.class.getName());

    /**
     * What the file contains.
     *
     * @param head the values of the first line
     * @param lines the other lines
     */
    record Content(List<String> head, List<String> lines) {}

    /**
     * Reads the file; empty if there is none, or it is not valid.
     *
     * @param parse may throw IllegalArgumentException or IndexOutOfBoundsException for content that is not valid
     */
    <T> Optional<T> read(Function<Content, T> parse) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(name), UTF_8);
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            List<String> head = TabSeparatedLine.values(lines.get(0), headColumns + 2);
            return head.get(0).equals(stamp()) && head.get(headColumns + 1).equals(format)
                    ? Optional.of(
                            parse.apply(new Content(head.subList(1, headColumns + 1), lines.subList(1, lines.size()))))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            LOGGER.log(Level.FINE, e, () -> name + " of a build cannot be read; the build is loaded instead");
            return Optional.empty();
        }
    }

    /**
     * Writes the file of a build that has ended and ran load tests. A failure has no effect but more work later.
     *
     * @param contentOf may throw any RuntimeException, for a build that this version cannot read completely: without a file, a
     *     later version reads it again
     */
    <R extends Run<?, ?>> void write(R run, Function<R, Content> contentOf) {
        if (run.isBuilding() || run.getAction(KeptTests.class) == null) {
            return;
        }
        try {
            String stamp = stamp(); // first, so that a change in the meantime makes the file invalid
            Content content = contentOf.apply(run);
            List<String> head = new ArrayList<>(content.head());
            head.add(0, stamp);
            head.add(format);
            StringBuilder text = new StringBuilder();
            text.append(TabSeparatedLine.line(head.toArray())).append('\n');
            content.lines().forEach(line -> text.append(line).append('\n'));
            Path part = Files.createTempFile(folder, name, ".part");
            try {
                Files.writeString(part, text, UTF_8);
                Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> name + " of " + run + " cannot be written; the build is loaded again");
        }
    }

    /** Identifies the version of build.xml. */
    private String stamp() throws IOException {
        BasicFileAttributes xml = Files.readAttributes(folder.resolve("build.xml"), BasicFileAttributes.class);
        return xml.lastModifiedTime().toInstant() + " " + xml.size();
    }
}
