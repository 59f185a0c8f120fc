package io.jenkins.plugins.locustswarm.engine.failure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The reasons why a file cannot be used, as the end of a message: Java's own messages are often the bare path. */
public final class FileErrorText {

    private FileErrorText() {}

    /** Returns the file, if the exception names one, and the reason; for messages that name only the folder. */
    public static String withFile(Exception e) {
        Exception cause = unwrapped(e);
        return cause instanceof FileSystemException failure && failure.getFile() != null
                ? failure.getFile() + ": " + of(cause)
                : of(cause);
    }

    /** Returns the reason alone, for messages that name the file. */
    public static String of(Exception e) {
        Exception cause = unwrapped(e);
        if (cause instanceof FileAlreadyExistsException) {
            return "a file with that name exists";
        } else if (cause instanceof AccessDeniedException) {
            return "permission denied";
        } else if (cause instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (cause instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        } else if (cause instanceof NotDirectoryException) {
            return "it is not a folder";
        } else if (cause instanceof FileSystemLoopException) {
            return "a symbolic link creates a loop";
        } else if (cause instanceof CharacterCodingException) {
            return "it is not encoded in UTF-8";
        } else if (cause instanceof FileSystemException failure) {
            return failure.getReason() == null ? cause.getClass().getSimpleName() : failure.getReason();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    private static Exception unwrapped(Exception e) {
        return e instanceof UncheckedIOException unchecked ? (IOException) unchecked.getCause() : e;
    }
}
