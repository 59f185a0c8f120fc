package io.jenkins.plugins.locustswarm.engine.locust.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads a log line by line. Very long lines are cut, since a locustfile can log anything. */
final class LogLines {

    private static final int MAX_LENGTH = 4096;

    private LogLines() {}

    /** @throws BadInputException if the file cannot be read */
    static void read(Path file, Consumer<String> each) {
        try {
            read(Files.newInputStream(file), file.toString(), each);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * Closes the stream.
     *
     * @throws BadInputException if it cannot be read
     */
    static void read(InputStream bytes, String file, Consumer<String> each) {
        try (Reader text = new BufferedReader(new InputStreamReader(bytes, UTF_8))) {
            StringBuilder line = new StringBuilder();
            for (int c = text.read(); c >= 0; c = text.read()) {
                if (c == '\n') {
                    pass(line, each);
                } else if (line.length() < MAX_LENGTH) {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                pass(line, each);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static BadInputException unreadable(String file, IOException cause) {
        return new BadInputException(file + " cannot be read: " + FileErrorText.of(cause) + ".", cause);
    }

    private static void pass(StringBuilder line, Consumer<String> each) {
        String text = line.toString();
        line.setLength(0);
        each.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
