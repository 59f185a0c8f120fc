package io.jenkins.plugins.locustswarm.engine.stats.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds a byte in an array, 32 bytes at a time. */
final class Bytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final int STRIDE = 4 * Long.BYTES;

    private Bytes() {}

    /** Returns the index of the first such character; {@code to} if there is none. */
    static int find(byte[] bytes, int from, int to, char wanted) {
        return find(bytes, from, to, wanted, wanted);
    }

    /** Returns the index of the first of either character; {@code to} if there is none. */
    static int find(byte[] bytes, int from, int to, char one, char other) {
        // Comparing only the bits that both share finds both at once, but may match other characters too.
        long same = ~(ONES * (one ^ other));
        long alike = ONES * one & same;
        int i = from;
        for (; i <= to - STRIDE; i += STRIDE) {
            long found = zeros(eight(bytes, i) & same ^ alike)
                    | zeros(eight(bytes, i + Long.BYTES) & same ^ alike)
                    | zeros(eight(bytes, i + 2 * Long.BYTES) & same ^ alike)
                    | zeros(eight(bytes, i + 3 * Long.BYTES) & same ^ alike);
            if (found != 0) {
                int at = findExactly(bytes, i, i + STRIDE, one, other);
                if (at < i + STRIDE) {
                    return at;
                }
            }
        }
        return findExactly(bytes, i, to, one, other);
    }

    private static int findExactly(byte[] bytes, int from, int to, char one, char other) {
        long ones = ONES * one;
        long others = ONES * other;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long eight = eight(bytes, i);
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

    private static long eight(byte[] bytes, int at) {
        return (long) EIGHT.get(bytes, at);
    }

    /** Returns the top bit of each byte that is zero. Bits above the lowest of them can be set by mistake. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & TOPS;
    }
}
