package io.jenkins.plugins.locustswarm.engine.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Deletes what an earlier run left in a folder for results. */
public final class EarlierRun {

    /** Names beside those of the master's files, which are listed because {@code locust_*.csv} may be a user's data. */
    private static final Pattern OTHERS =
            Pattern.compile("worker-\\d+\\.log|summary\\.json|junit\\.xml|\\.part-[0-9a-f-]{36}");

    private EarlierRun() {}

    /** Deletes the files of an earlier run in the folder. Other files stay, and links are not followed. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (isOfARun(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean isOfARun(String name) {
        return ResultFiles.OF_THE_MASTER.stream().anyMatch(file -> file.name().equals(name))
                || OTHERS.matcher(name).matches();
    }
}
