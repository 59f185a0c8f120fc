package io.jenkins.plugins.locustswarm.cli.process;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be used, for people. */
public final class FileErrorText {

    private FileErrorText() {}

    public static String of(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "there is something else of that name";
        } else if (e instanceof AccessDeniedException) {
            return "this user may not";
        } else if (e instanceof NoSuchFileException) {
            return "there is no such file";
        } else if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
