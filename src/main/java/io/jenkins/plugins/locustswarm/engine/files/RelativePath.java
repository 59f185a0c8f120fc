package io.jenkins.plugins.locustswarm.engine.files;

import java.io.File;
import java.nio.file.Path;

/** The path of a file below a folder, with {@code /} between its parts on every operating system. */
public final class RelativePath {

    private RelativePath() {}

    /** Returns the path of a file or folder below another folder; empty for that folder itself. */
    public static String of(Path folder, Path file) {
        return text(folder.relativize(file));
    }

    /** Returns a relative path as text. */
    public static String text(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }
}
