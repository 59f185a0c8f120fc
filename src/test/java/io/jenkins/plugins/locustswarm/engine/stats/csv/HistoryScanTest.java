package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryScanTest {

    private static final String HEADER = "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,95%,"
            + "Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,"
            + "Total Min Response Time,Total Max Response Time,Total Average Content Size";
    private static final String FIGURES = ",3.5,0.5,13,16,262,1,13,25.5,11.25,1041.5,5.0";
    private static final List<String> NAMES = List.of(
            "/kandus/[id]",
            "\"two\r\nlines, \"\"quoted\"\"\"",
            "\"1795412257,10,,Aggregated\n1795412257,10,,Aggregated,3.5\"",
            "Aggregated",
            "ünïcödé 漢字 🙂",
            "\"\"\"\"",
            "x".repeat(700));

    @TempDir
    Path folder;

    @Test
    void theScanFindsTheSameRowsAsAParser() throws IOException {
        long seed = 20261124;
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(HEADER).append("\r\n");
        for (int second = 0; second < 1500; second++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                text.append(1795412257 + second)
                        .append(",10,GET,")
                        .append(name)
                        .append(FIGURES)
                        .append("\r\n");
            }
            text.append(1795412257 + second)
                    .append(",10,,Aggregated")
                    .append(FIGURES)
                    .append("\r\n");
        }
        Path file = write(text.toString());
        assertThat(Files.size(file)).as("more than one chunk").isGreaterThan(1 << 18);

        for (RequestName name : namesIn(file)) {
            assertThat(scanned(file, name)).as(name.toString()).isNotEmpty().isEqualTo(parsed(file, name));
        }
        assertThat(scanned(file, RequestName.AGGREGATED)).hasSize(1500);
        assertThat(scanned(file, new RequestName("POST", "Aggregated"))).isEmpty();
    }

    private static Set<RequestName> namesIn(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream()
                    .map(row -> new RequestName(row.getField("Type"), row.getField("Name")))
                    .collect(Collectors.toSet());
        }
    }

    /** When the name was requested, as the library says that reads whole files. */
    private static List<String> parsed(Path file, RequestName name) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream()
                    .filter(row -> row.getField("Type").equals(name.type())
                            && row.getField("Name").equals(name.name()))
                    .map(row -> row.getField("Timestamp"))
                    .toList();
        }
    }

    private static List<String> scanned(Path file, RequestName name) throws IOException {
        List<String> times = new ArrayList<>();
        HistoryCsv.read(Files.newInputStream(file), "history", name, row -> times.add(String.valueOf(row.timestamp())));
        return times;
    }

    @Test
    void anInvalidRowBelowANameOfSeveralLinesIsReportedWithItsLine() throws IOException {
        Path file = write(HEADER + "\r\n1,10,GET,\"a\nb\"" + FIGURES + "\r\n1,10,GET,\"a\nb\""
                + FIGURES.replace("262", "lots") + "\r\n");
        assertThatThrownBy(() -> scanned(file, new RequestName("GET", "a\nb")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 4, column \"Total Request Count\": \"lots\" is not a number.");
    }

    @Test
    void aNameWithInvalidUtf8IsFound() throws IOException {
        Path file = folder.resolve(RunResults.HISTORY);
        Files.write(file, (HEADER + "\r\n1795412257,10,GET,caf\u00e9" + FIGURES + "\r\n").getBytes(ISO_8859_1));
        assertThat(scanned(file, new RequestName("GET", "caf\ufffd"))).containsExactly("1795412257");
    }

    @Test
    void anInvalidRowIsReportedWithItsLine() throws IOException {
        Path file = write(HEADER + "\r\n1,10,GET,\"a\nb\nc\"" + FIGURES + "\r\n1,10,,Aggregated"
                + FIGURES.replace("262", "lots") + "\r\n");
        assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 5, column \"Total Request Count\": \"lots\" is not a number.");
    }

    @Test
    void aRowWithoutAnEndIsRefusedBeforeItFillsTheMemory() throws IOException {
        Path file = write(HEADER + "\r\n1,10,,Aggregated," + "1".repeat(5_000_000));
        assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 2 is longer than");
    }

    @Test
    void aLastRowThatWasCutOffIsLeftOut() throws IOException {
        String row = "1795412257,10,,Aggregated" + FIGURES;
        for (int cut = 1; cut < row.lastIndexOf(','); cut++) {
            Path file = write(HEADER + "\r\n" + row + "\r\n" + row.substring(0, cut));
            List<HistoryRow> rows = new ArrayList<>();
            HistoryCsv.readAggregated(file, rows::add);
            assertThat(rows).as("cut after %d characters", cut).hasSize(1);
        }
    }

    @Test
    void columnsInAnotherOrderAreRead() throws IOException {
        Path file = write(HEADER.replace("Timestamp,User Count", "User Count,Timestamp")
                + "\r\n10,1795412257,,Aggregated" + FIGURES + "\r\n");
        List<HistoryRow> rows = new ArrayList<>();
        HistoryCsv.readAggregated(file, rows::add);
        assertThat(rows).extracting(HistoryRow::timestamp, HistoryRow::users).containsExactly(tuple(1795412257L, 10L));
    }

    @Test
    void anEmptyFileIsAnError() throws IOException {
        Path file = write("");
        assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void aMissingFileIsAnError() {
        assertThatThrownBy(() -> HistoryCsv.readAggregated(folder.resolve("none.csv"), row -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.csv");
    }

    @Test
    void eitherOfTwoBytesIsFoundAnywhere() {
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at <= length; at++) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, (byte) 0x80);
                if (at < length) {
                    bytes[at] = '"';
                }
                assertThat(Bytes.find(bytes, 0, length, '\n', '"')).isEqualTo(at);
            }
        }
        byte[] text = "abc\"def\nghi".getBytes(US_ASCII);
        assertThat(Bytes.find(text, 0, text.length, '\n')).isEqualTo(7);
        assertThat(Bytes.find(text, 0, text.length, '\n', '"')).isEqualTo(3);
        assertThat(Bytes.find(text, 4, text.length, '"')).isEqualTo(text.length);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve(RunResults.HISTORY), text);
    }
}
