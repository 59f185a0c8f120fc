package io.jenkins.plugins.locustswarm.engine.record;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes and reads records as JSON. */
public final class RecordJson {

    private static final JsonFormat.Value SECONDS =
            JsonFormat.Value.forPattern("SECONDS").withShape(JsonFormat.Shape.NUMBER);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .withConfigOverride(Duration.class, duration -> duration.setFormat(SECONDS))
            .addMixIn(Load.class, LoadInRecord.class)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // isOpen() and the like are computed
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** The unit is part of the name in a record. */
    private interface LoadInRecord {

        @JsonProperty("runTimeSeconds")
        Duration runTime();

        @JsonProperty("stopTimeoutSeconds")
        Duration stopTimeout();

        @JsonProperty("quitTimeoutSeconds")
        Duration quitTimeout();
    }

    private RecordJson() {}

    public static String write(SwarmRecord record) {
        try {
            return MAPPER.writeValueAsString(record) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record can always be written", e);
        }
    }

    /**
     * Reads a record.
     *
     * @param from source of the text, for the message
     * @throws BadInputException if the text is not a valid record, or has a format that this version does not read
     */
    public static SwarmRecord read(String text, String from) {
        SwarmRecord record;
        try {
            JsonNode tree = MAPPER.readTree(text);
            completeRun(tree.path("run"));
            record = MAPPER.treeToValue(tree, SwarmRecord.class);
            if (record != null) {
                record.openRun().ifPresent(RunRecord::latestEnd); // the longest of its times can be computed
            }
        } catch (JsonProcessingException e) {
            throw broken(from, e.getOriginalMessage(), e);
        } catch (ArithmeticException | DateTimeException e) {
            throw broken(from, "it has a time that is too large", e);
        }
        if (record == null || !isWhole(record)) {
            throw broken(from, "it is not a record of a swarm", null);
        }
        if (record.format() != SwarmRecord.FORMAT) {
            throw broken(
                    from, "its format is " + record.format() + " and this version reads " + SwarmRecord.FORMAT, null);
        }
        return record;
    }

    /** Whether a record has what every version has written. */
    private static boolean isWhole(SwarmRecord record) {
        return Stream.of(
                        record.name(),
                        record.owner(),
                        record.controllerId(),
                        record.provider(),
                        record.createdAt(),
                        record.leaseEnds(),
                        record.phase())
                .allMatch(Objects::nonNull);
    }

    /** Adds what an earlier version did not record about a run, with the values that it gave Locust. */
    private static void completeRun(JsonNode run) {
        if (run instanceof ObjectNode fields) {
            fields.putIfAbsent("quitTimeoutSeconds", IntNode.valueOf(15));
            fields.putIfAbsent("workersWaitSeconds", IntNode.valueOf(120));
        }
    }

    private static BadInputException broken(String from, String why, @CheckForNull Exception cause) {
        return new BadInputException(
                "The swarm record " + from + " cannot be read: " + why + ". If its machines are gone, delete the file;"
                        + " otherwise take them down manually first.",
                cause);
    }
}
