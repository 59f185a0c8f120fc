package io.jenkins.plugins.locustswarm.engine.files;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts the files of a locustfile's folder, and refuses a folder that is too large to be sent to every machine:
 * usually a whole repository, in which the locustfile needs a few files.
 */
public final class FolderSize {

    private static final long MB = 1_000_000;
    static final int MAX_FILES = 5_000;
    static final long MAX_BYTES = 64 * MB;

    /** Enough to find the largest entries; a home directory or a network drive may have millions of files. */
    private static final int MAX_FILES_COUNTED = 200_000;

    private static final int ENTRIES_SHOWN = 3;

    /** Files and bytes of each entry of the folder. */
    private final LinkedHashMap<String, long[]> entries = new LinkedHashMap<>();

    private long files;
    private long bytes;

    /**
     * Counts a file.
     *
     * @param path its path below the folder, with {@code /} between its parts
     * @param size in bytes; a negative one is too large
     */
    public void add(String path, long size) {
        int slash = path.indexOf('/');
        long[] entry = entries.computeIfAbsent(slash < 0 ? path : path.substring(0, slash + 1), key -> new long[2]);
        entry[0]++;
        entry[1] = sum(entry[1], size);
        files++;
        bytes = sum(bytes, size);
    }

    private static long sum(long bytes, long size) {
        return size < 0 || bytes > Long.MAX_VALUE - size ? Long.MAX_VALUE : bytes + size;
    }

    public boolean isTooLarge() {
        return files > MAX_FILES || bytes > MAX_BYTES;
    }

    /** Returns whether so many files were counted that the others do not matter. */
    public boolean isEnough() {
        return files >= MAX_FILES_COUNTED;
    }

    /**
     * Throws an exception if the folder is too large.
     *
     * @param folder the folder, as the user knows it; {@code .} for the workspace of a build
     * @throws BadInputException with the largest entries, and what can be done
     */
    public void check(String folder) {
        if (isTooLarge()) {
            String name = folder.equals(".") ? "The workspace" : "The folder " + folder;
            throw new BadInputException(
                    name + ", which contains the locustfile, is too large to be sent to every machine: it has "
                            + (isEnough() ? "more than " : "") + text(files, bytes)
                            + ", and the limit is "
                            + text(MAX_FILES, MAX_BYTES) + ". Its largest entries are " + String.join(", ", largest())
                            + ". Put the locustfile into a folder of its own with the files that it needs, name the others in a"
                            + " file " + IgnoreFiles.OF_THE_SWARM + " there, or use a bootstrap directory.");
        }
    }

    /** Returns the largest entries, first those that exceed a limit, each with its size. */
    private List<String> largest() {
        Comparator<Map.Entry<String, long[]>> byShare = Comparator.comparingDouble(
                entry -> Math.max(entry.getValue()[0] / (double) MAX_FILES, entry.getValue()[1] / (double) MAX_BYTES));
        Stream<Map.Entry<String, long[]>> sorted = entries.entrySet().stream().sorted(byShare.reversed());
        return sorted.limit(ENTRIES_SHOWN)
                .map(entry -> entry.getKey() + " (" + text(entry.getValue()[0], entry.getValue()[1]) + ")")
                .toList();
    }

    /** Describes a number of files and their size, such as {@code 12 files with 3.4 MB}. */
    static String text(long files, long bytes) {
        return String.format(Locale.ROOT, "%,d %s with %s", files, files == 1 ? "file" : "files", size(bytes));
    }

    private static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        } else if (bytes < MB) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return String.format(Locale.ROOT, bytes < 10 * MB ? "%.1f MB" : "%,.0f MB", bytes / 1e6);
    }
}
