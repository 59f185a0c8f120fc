package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.AnyText;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Files that Python's csv module writes, with any text in them, are read as they were written. */
class CsvPropertyTest {

    /** The columns in Locust's order, and in another one, in which the rows are read in another way. */
    private enum Order {
        OF_LOCUST("Timestamp,User Count,Type,Name,"),
        ANOTHER("Type,Name,Timestamp,User Count,");

        private final String start;

        Order(String start) {
            this.start = start;
        }
    }

    private static final String REST = "Requests/s,Failures/s,50%,Total Request Count,Total Failure Count,"
            + "Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time";

    @Property
    void failuresAreReadAsTheyWereWritten(@ForAll("failures") List<FailuresCsv.Failure> failures) {
        String text = "Method,Name,Error,Occurrences\r\n"
                + failures.stream()
                        .map(failure -> line(
                                failure.type(), failure.name(), failure.error(), String.valueOf(failure.occurrences())))
                        .collect(Collectors.joining());
        MostFrequent<FailuresCsv.Failure> read = FailuresCsv.mostFrequent(stream(text), "test", 100);
        assertThat(read.rows())
                .isEqualTo(failures.stream()
                        .sorted(Comparator.comparingLong(FailuresCsv.Failure::occurrences)
                                .reversed())
                        .toList());
    }

    @Property
    void aCappedFieldIsTheBeginningOfTheText(
            @ForAll("rows") List<List<String>> rows, @ForAll @IntRange(min = 1, max = 9) int limit) {
        String text = "A,B,C\r\n"
                + rows.stream().map(row -> line(row.toArray(String[]::new))).collect(Collectors.joining());
        List<List<String>> read = new ArrayList<>();
        CsvTable.readCapped(
                stream(text),
                "test",
                limit,
                List.of("A"),
                row -> read.add(List.of(row.text("A"), row.text("B"), row.text("C"))));
        assertThat(read)
                .isEqualTo(rows.stream()
                        .map(row -> row.stream()
                                .map(field -> field.substring(0, Math.min(limit, field.length())))
                                .toList())
                        .toList());
    }

    @Property
    void theHistoryOfANameIsFoundAmongAnyOtherNames(
            @ForAll("names") List<RequestName> names,
            @ForAll List<@IntRange(max = 4) Integer> order,
            @ForAll Order columns) {
        StringBuilder text = new StringBuilder(columns.start + REST + "\r\n");
        List<Long> expected = new ArrayList<>();
        RequestName wanted = names.get(0);
        for (int i = 0; i < order.size(); i++) {
            RequestName name = names.get(order.get(i) % names.size());
            text.append(second(name, i, columns));
            if (name.equals(wanted)) {
                expected.add((long) i);
            }
        }
        List<Long> read = new ArrayList<>();
        HistoryCsv.read(stream(text.toString()), "test", wanted, row -> {
            read.add(row.timestamp());
            assertThat(row.users()).isEqualTo(row.timestamp() * 2);
            assertThat(row.percentiles().get("50%")).isEqualTo(7);
            assertThat(row.max()).isEqualTo(9.5);
        });
        assertThat(read).isEqualTo(expected);
    }

    @Property
    void aByteIsFoundWhereItIsFirst(
            @ForAll byte[] bytes, @ForAll @IntRange(max = 127) int one, @ForAll @IntRange(max = 127) int other) {
        int expected = 0;
        while (expected < bytes.length && bytes[expected] != one && bytes[expected] != other) {
            expected++;
        }
        assertThat(Bytes.find(bytes, 0, bytes.length, (char) one, (char) other)).isEqualTo(expected);
    }

    private static String second(RequestName name, int number, Order columns) {
        String numbers = number + "," + number * 2;
        String line = line(name.type(), name.name());
        String names = line.substring(0, line.length() - 2);
        return (columns == Order.OF_LOCUST ? numbers + "," + names : names + "," + numbers)
                + ",1.5,0.5,7,8,1,2,3.25,0.5,9.5\r\n";
    }

    /** Returns the line that Python's csv module writes. */
    private static String line(String... fields) {
        List<String> written = new ArrayList<>();
        for (String field : fields) {
            boolean quoted = field.matches("(?s).*[,\"\r\n].*");
            written.add(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        return String.join(",", written) + "\r\n";
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Provide
    Arbitrary<List<FailuresCsv.Failure>> failures() {
        return Combinators.combine(
                        AnyText.ofArguments().list().ofSize(3),
                        Arbitraries.longs().between(0, 1_000_000))
                .as((words, count) ->
                        new FailuresCsv.Failure(words.get(0), words.get(1), words.get(2) + ".", count, "", ""))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        return AnyText.ofArguments().list().ofSize(3).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<RequestName>> names() {
        return Combinators.combine(AnyText.ofArguments(), AnyText.ofArguments())
                .as(RequestName::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
