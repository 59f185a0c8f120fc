package io.jenkins.plugins.locustswarm.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {

    @Test
    void aRecordComesBackAsItWas() {
        SwarmRecord full = Records.full("kandu");
        assertThat(RecordJson.read(RecordJson.write(full), "here")).isEqualTo(full);
        SwarmRecord planned = Records.planned("kandu");
        assertThat(RecordJson.read(RecordJson.write(planned), "here")).isEqualTo(planned);
    }

    @Test
    void aRunIsOneFlatObject() throws IOException {
        JsonNode run = new ObjectMapper()
                .readTree(RecordJson.write(Records.full("kandu")))
                .get("run");
        assertThat(run).isEqualTo(new ObjectMapper().readTree("""
                                        {
                                          "id": "run-1",
                                          "locustfile": "typical_load.py",
                                          "host": "https://kandu.example",
                                          "users": 50,
                                          "spawnRate": 2.5,
                                          "runTimeSeconds": 600,
                                          "stopTimeoutSeconds": 30,
                                          "quitTimeoutSeconds": 45,
                                          "workersWaitSeconds": 90,
                                          "processes": -1,
                                          "resetStats": true,
                                          "stopWhen": ["GET /a p95 > 5000 for 1m after 2m"],
                                          "workers": 4,
                                          "masterPort": 5557,
                                          "webPort": 8089,
                                          "outputFolder": "/results",
                                          "askedAt": "2026-03-01T12:01:00.123456Z",
                                          "phase": "STARTED",
                                          "earlyStop": {
                                            "condition": "failures > 50% for 30s",
                                            "sentence": "It failed.",
                                            "at": "2026-03-01T12:05:00.123456Z"
                                          },
                                          "arguments": 3,
                                          "variables": ["TENANT", "TOKEN"]
                                        }"""));
    }

    @Test
    void timesAreWrittenInIso8601() {
        assertThat(RecordJson.write(Records.full("kandu"))).contains("\"createdAt\" : \"2026-03-01T12:00:00.123456Z\"");
    }

    @Test
    void computedPropertiesAreNotWritten() {
        assertThat(RecordJson.write(Records.full("kandu")))
                .doesNotContain("\"open\"")
                .doesNotContain("\"interactive\"")
                .doesNotContain("\"isOpen\"")
                .doesNotContain("\"bootstrapFolder\"");
    }

    @Test
    void fieldsOfANewerVersionThatAddsSomeAreLeftAlone() {
        String text = RecordJson.write(Records.full("kandu"))
                .replaceFirst("\"name\" : ", "\"colour\" : {\"of\" : [1, 2]},\n  \"name\" : ");
        assertThat(RecordJson.read(text, "here")).isEqualTo(Records.full("kandu"));
    }

    @Test
    void aRunOfAVersionThatKnewNoQuitTimeoutHasTheTimeThatItGaveLocust() {
        String text = RecordJson.write(Records.full("kandu"))
                .replaceFirst("\"quitTimeoutSeconds\" : 45,", "")
                .replaceFirst("\"workersWaitSeconds\" : 90,", "");
        RunRecord run = RecordJson.read(text, "here").run();
        assertThat(run.load().quitTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(run.workersWaitSeconds()).isEqualTo(120);
    }

    @Test
    void theNoteOfARunIsKept() {
        String text = RecordJson.write(Records.full("kandu"))
                .replaceFirst("\"processes\" : ", "\"note\" : \"new JVM\",\n    \"processes\" : ");
        SwarmRecord noted = RecordJson.read(text, "here");
        assertThat(noted.run().load().note()).isEqualTo("new JVM");
        assertThat(RecordJson.read(RecordJson.write(noted), "here")).isEqualTo(noted);
        assertThat(RecordJson.write(Records.full("kandu"))).doesNotContain("note");
    }

    @Test
    void aNewerFormatIsRefusedAndNamed() {
        String text = RecordJson.write(Records.full("kandu")).replace("\"format\" : 1", "\"format\" : 2");
        assertThatThrownBy(() -> RecordJson.read(text, "/x/record.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("/x/record.json")
                .hasMessageContaining("its format is 2 and this version reads 1");
    }

    @Test
    void aRecordWithoutWhatEachVersionHasWrittenIsBroken() {
        String text = RecordJson.write(Records.full("kandu"));
        for (String part : List.of("owner", "controllerId", "createdAt", "leaseEnds", "askedAt")) {
            String without = text.replaceFirst("\"" + part + "\" : [^,]*,", "");
            assertThat(without).doesNotContain(part);
            assertThatThrownBy(() -> RecordJson.read(without, "/x/record.json"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("The swarm record /x/record.json cannot be read: ");
        }
    }

    @Test
    void aTimeThatIsTooLargeToBeAddedIsRefused() {
        String text = RecordJson.write(Records.full("kandu"))
                .replaceFirst("\"quitTimeoutSeconds\" : \\d+", "\"quitTimeoutSeconds\" : " + Long.MAX_VALUE);
        assertThatThrownBy(() -> RecordJson.read(text, "/x/record.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it has a time that is too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "42",
                "\"text\"",
                "{}",
                "{\"format\": 1, \"name\": \"kandu\"}",
                "{\"format\": 1, \"name\": \"kandu\", \"provider\": \"local\", \"phase\": \"SIDEWAYS\"}",
                "{\"format\": null, \"name\": \"kandu\", \"provider\": \"local\", \"phase\": \"UP\"}",
                "{\"some\": \"file of somebody else\"}",
                "{\"format\": 1, \"name\": \"kandu\", \"machines\": [nu",
                "\u0000\u0000\u0000\u0000"
            })
    void aBrokenOrForeignFileIsRefusedWithItsPathAndWhatToDo(String text) {
        assertThatThrownBy(() -> RecordJson.read(text, "/x/record.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The swarm record /x/record.json cannot be read: ")
                .hasMessageContaining("If its machines are gone, delete the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"role\" : \"MASTER\"", "\"id\" : \"run-1\"", "\"phase\" : \"STARTED\""})
    void aMachineWithoutARoleAndARunWithoutAPhaseAreRefused(String field) {
        String text = RecordJson.write(Records.full("kandu"));
        assertThat(text).contains(field);
        String broken = text.replaceFirst(field, field.replaceFirst(": .*", ": null"));
        assertThatThrownBy(() -> RecordJson.read(broken, "here")).isInstanceOf(BadInputException.class);
    }
}
