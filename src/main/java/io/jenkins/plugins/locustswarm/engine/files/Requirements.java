package io.jenkins.plugins.locustswarm.engine.files;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The files of a folder that say what is installed on a machine, at any depth: {@code bootstrap.sh}, {@code
 * pyproject.toml}, all files whose name begins with {@code requirements} or {@code constraints}, and all files in a folder
 * {@code requirements}. Locustfiles and test data are not among them.
 */
public final class Requirements {

    private static final Pattern PATH =
            Pattern.compile("(.*/)?(bootstrap\\.sh|pyproject\\.toml|(requirements|constraints)[^/]*|requirements/.*)");

    private Requirements() {}

    /**
     * Returns a digest that changes with the name, the content or the executable bit of these files. bootstrap.sh may read
     * others, so that machines with the same digest still have to run it.
     */
    public static String digest(FolderSnapshot folder) {
        return FolderSnapshot.digest(in(folder));
    }

    /** Returns these files of a folder. */
    public static List<FolderSnapshot.Entry> in(FolderSnapshot folder) {
        return folder.entries().stream()
                .filter(entry -> PATH.matcher(entry.path()).matches())
                .toList();
    }
}
