package io.jenkins.plugins.locustswarm.engine.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The reasons why a file cannot be used, as the end of a message. */
public final class FileErrorText {

    private FileErrorText() {}

    /** Returns the file, if the exception names one, and the reason: Java's own messages are often the bare path. */
    public static String withFile(IOException e) {
        return e instanceof FileSystemException failure && failure.getFile() != null
                ? failure.getFile() + ": " + of(e)
                : String.valueOf(e.getMessage());
    }

    public static String of(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "a file with that name exists";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
