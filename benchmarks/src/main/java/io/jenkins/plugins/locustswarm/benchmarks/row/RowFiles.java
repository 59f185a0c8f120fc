package io.jenkins.plugins.locustswarm.benchmarks.row;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stores the rows of each topic in a JSON file, because several JVMs measure. */
public final class RowFiles {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    public RowFiles(Path folder) {
        this.folder = folder;
    }

    /** Replaces the stored rows of the topic. */
    public void write(Topic topic, List<Row> rows) throws IOException {
        Files.createDirectories(folder);
        JSON.writeValue(file(topic).toFile(), rows);
    }

    /** Returns all stored rows, in the order of the topics. */
    public List<Row> read() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            if (Files.exists(file(topic))) {
                rows.addAll(JSON.readValue(file(topic).toFile(), new TypeReference<List<Row>>() {}));
            }
        }
        return rows;
    }

    private Path file(Topic topic) {
        return folder.resolve(topic.word() + ".json");
    }
}
