package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {

    /** More than are looked at in one go, twice, and some. */
    private static final int LENGTH = 75;

    /** What shares bits with a line end or a quote, and bytes that are negative in Java. */
    private static final char[] LOOK_ALIKES = {'*', '\u0002', '\u008A', '\u00A2', '\u000B', '#', '\u00FF', '\u0000'};

    @Test
    void oneOfTwoCharactersIsFoundWhereverItIs() {
        for (char filling : LOOK_ALIKES) {
            for (char wanted : new char[] {'\n', '"'}) {
                for (int at = 0; at < LENGTH; at++) {
                    byte[] bytes = String.valueOf(filling).repeat(LENGTH).getBytes(ISO_8859_1);
                    bytes[at] = (byte) wanted;
                    bytes[LENGTH - 1] = (byte) wanted;
                    for (int from = 0; from <= at; from++) {
                        assertThat(Bytes.find(bytes, from, LENGTH, '\n', '"'))
                                .as("%s at %s from %s among %s", (int) wanted, at, from, (int) filling)
                                .isEqualTo(at);
                    }
                }
            }
        }
    }

    @Test
    void similarCharactersAndThoseBehindTheEndAreNotFound() {
        for (char filling : LOOK_ALIKES) {
            byte[] bytes = String.valueOf(filling).repeat(LENGTH).getBytes(ISO_8859_1);
            for (int to = 0; to < LENGTH; to++) {
                bytes[to] = '\n';
                assertThat(Bytes.find(bytes, 0, to, '\n', '"')).isEqualTo(to);
                assertThat(Bytes.find(bytes, 0, LENGTH, '\n')).isEqualTo(to);
                assertThat(Bytes.find(bytes, 0, LENGTH, '"')).isEqualTo(LENGTH);
                bytes[to] = (byte) filling;
            }
        }
    }
}
