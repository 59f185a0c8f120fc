package io.jenkins.plugins.locustswarm.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Deletes what an earlier run left in a folder for results. */
public final class EarlierRun {

    private static final Pattern FILES = Pattern.compile("locust(_\\w+)?\\.(csv|html)|(master|worker-\\d+)\\.log"
            + "|summary\\.json|junit\\.xml|\\.part-[0-9a-f-]{36}");

    private EarlierRun() {}

    /** Deletes the files of an earlier run in the folder. Other files stay, and links are not followed. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (FILES.matcher(file.getFileName().toString()).matches()) {
                    Files.delete(file);
                }
            }
        }
    }
}
