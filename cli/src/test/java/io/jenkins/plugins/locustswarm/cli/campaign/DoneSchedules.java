package io.jenkins.plugins.locustswarm.cli.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The schedules of a campaign that are done, in a file, so that a campaign that was interrupted continues. */
final class DoneSchedules {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;

    DoneSchedules(Path file) {
        this.file = file;
    }

    /** Returns those that are done. The last one is left out if it was not written completely. */
    List<ScheduleResult> read() throws IOException {
        List<ScheduleResult> done = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    done.add(MAPPER.readValue(line, ScheduleResult.class));
                } catch (JsonProcessingException e) {
                    // cut off by the interruption
                }
            }
        }
        return done;
    }

    /** Begins a new line, even after one that was cut off. */
    synchronized void add(ScheduleResult result) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "\n" + MAPPER.writeValueAsString(result), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }
}
