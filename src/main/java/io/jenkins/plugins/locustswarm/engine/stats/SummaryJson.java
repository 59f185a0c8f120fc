package io.jenkins.plugins.locustswarm.engine.stats;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** Writes and reads {@code summary.json}. Unknown values are written as null. */
public final class SummaryJson {

    /** Name of the file in a results folder. */
    public static final String FILE = "summary.json";

    private static final JsonFormat.Value SECONDS =
            JsonFormat.Value.forPattern("SECONDS").withShape(JsonFormat.Shape.NUMBER);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .withConfigOverride(Duration.class, duration -> duration.setFormat(SECONDS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private SummaryJson() {}

    public static String write(RunSummary summary) {
        try {
            return MAPPER.writeValueAsString(summary) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A summary can always be written", e);
        }
    }

    /**
     * Reads a summary.
     *
     * @param from source of the text, for the message
     * @throws BadInputException if the text is not a valid summary, or has a format that this version does not read
     */
    public static RunSummary read(String text, String from) {
        RunSummary summary;
        try {
            summary = MAPPER.readValue(text, RunSummary.class);
        } catch (JsonProcessingException e) {
            throw broken(from, reason(e), e);
        }
        if (summary == null || summary.verdict() == null || summary.workers() == null) {
            throw broken(from, "it is not a summary of a run", null);
        }
        if (summary.format() != RunSummary.FORMAT) {
            throw broken(
                    from, "its format is " + summary.format() + " and this version reads " + RunSummary.FORMAT, null);
        }
        return summary;
    }

    /**
     * Reads the summary in a results folder.
     *
     * @throws BadInputException if there is none, or it cannot be read
     */
    public static RunSummary readFrom(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return read(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new BadInputException(
                    "There is no " + FILE + " in " + folder + ": name a folder with the results of a run.", e);
        } catch (MalformedInputException e) {
            throw broken(file.toString(), "it is not a text file", e);
        } catch (IOException e) {
            throw broken(file.toString(), FileErrorText.of(e), e);
        }
    }

    /** Replaces Jackson's message, which is meant for programmers. */
    private static String reason(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "it ends too early";
        }
        String where =
                e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
        return "it is not a valid summary in JSON" + where;
    }

    private static BadInputException broken(String from, String why, @CheckForNull Exception cause) {
        return new BadInputException("The summary " + from + " cannot be read: " + why + ".", cause);
    }
}
