package io.jenkins.plugins.locustswarm.engine.stats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for a byte among many, eight at a time. */
final class Bytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private Bytes() {}

    /** Where the character is first; {@code to} when it is not there. */
    static int find(byte[] bytes, int from, int to, char wanted) {
        return find(bytes, from, to, wanted, wanted);
    }

    /** Where one of the two characters is first; {@code to} when there is none. */
    static int find(byte[] bytes, int from, int to, char one, char other) {
        long ones = ONES * one;
        long others = ONES * other;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, i);
            long found = zeros(eight ^ ones) | zeros(eight ^ others);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && bytes[i] != one && bytes[i] != other) {
            i++;
        }
        return i;
    }

    /** The top bit of each byte that is zero; above the lowest of them others can be set by mistake. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & TOPS;
    }
}
