package io.jenkins.plugins.locustswarm.engine.stats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MostFrequentTest {

    private static final String HEADER = "Method,Name,Error,Occurrences\r\n";

    @Test
    void theMostFrequentAreKeptAndTheOthersCounted() {
        MostFrequent<FailuresCsv.Failure> failures =
                read("GET,/a,one,1\r\nGET,/b,two,30\r\nGET,/c,three,1\r\nGET,/d,four,2\r\n", 3);
        assertThat(failures.rows()).extracting(FailuresCsv.Failure::name).containsExactly("/b", "/d", "/a");
        assertThat(failures.leftOut()).isEqualTo(1);
        assertThat(failures.occurrences()).isEqualTo(34);
    }

    @Test
    void aLongTextIsCutWithoutBreakingItsQuotes() {
        String page = "\"\"x,\r\n".repeat(FailuresCsv.MAX_TEXT);
        MostFrequent<FailuresCsv.Failure> failures =
                read("GET,/a,\"" + page + "\",1\r\nGET,\"b \"\"q\"\"\",\"\",2\r\n", 3);
        assertThat(failures.rows()).extracting(FailuresCsv.Failure::name).containsExactly("b \"q\"", "/a");
        assertThat(failures.rows().get(1).error())
                .hasSize(FailuresCsv.MAX_TEXT)
                .isEqualTo(page.replace("\"\"", "\"").substring(0, FailuresCsv.MAX_TEXT));
    }

    @Test
    void aFileWithManyHugeErrorsTakesLittleMemory() {
        int rows = 1_000;
        String filler = "x".repeat(100_000);
        Iterator<InputStream> parts = IntStream.rangeClosed(-1, rows)
                .mapToObj(i -> i < 0 ? HEADER : i == rows ? "GET,/a,often,7\r\n" : "GET,/a,id " + i + filler + ",1\r\n")
                .<InputStream>map(text -> new ByteArrayInputStream(text.getBytes(UTF_8)))
                .iterator();
        MostFrequent<FailuresCsv.Failure> failures =
                FailuresCsv.mostFrequent(new SequenceInputStream(enumeration(parts)), "generated", 500);
        assertThat(failures.leftOut()).isEqualTo(rows + 1 - 500);
        assertThat(failures.occurrences()).isEqualTo(rows + 7);
        assertThat(failures.rows().get(0).error()).isEqualTo("often");
        assertThat(failures.rows().stream()
                        .mapToLong(failure -> failure.error().length())
                        .sum())
                .as("characters that are kept of 100 million")
                .isLessThanOrEqualTo(500L * FailuresCsv.MAX_TEXT);
    }

    private static Enumeration<InputStream> enumeration(Iterator<InputStream> parts) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        };
    }

    private static MostFrequent<FailuresCsv.Failure> read(String rows, int limit) {
        return FailuresCsv.mostFrequent(new ByteArrayInputStream((HEADER + rows).getBytes(UTF_8)), "here", limit);
    }
}
