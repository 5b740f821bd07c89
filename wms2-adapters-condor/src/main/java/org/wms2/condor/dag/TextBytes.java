package org.wms2.condor.dag;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file's bytes as they are put together: ASCII words and numbers, with no string and no formatter per line, for a DAG has
 * some of each per job. One buffer serves all files of a directory, one after the other; it grows to the largest. A stream
 * too, for the generator of JSON. Not thread-safe.
 */
final class TextBytes extends OutputStream {
    private static final int FIRST_SIZE = 1 << 16;
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    /** Bytes so far. */
    int length() {
        return length;
    }

    /** Begins anew. */
    void reset() {
        length = 0;
    }

    /**
     * Adds a text as it is; whoever takes it from outside has it checked by {@link CondorText}, which lets ASCII pass only
     * where a DAG file needs it.
     *
     * @throws IllegalArgumentException if a character is not ASCII
     */
    TextBytes ascii(String text) {
        int size = text.length();
        ensure(size);
        int over = 0;
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            over |= c;
            bytes[length + i] = (byte) c;
        }
        if (over > 0x7f) {
            throw new IllegalArgumentException("expected ASCII for HTCondor, found '" + text + "'");
        }
        length += size;
        return this;
    }

    /** Adds a number of 0 or more in decimal, with zeros before it until it has so many digits. */
    TextBytes number(long value, int digits) {
        ensure(LONGEST_NUMBER);
        int size = digits;
        for (long rest = limit(digits); rest > 0 && value >= rest; size++) {
            rest = rest > Long.MAX_VALUE / 10 ? 0 : rest * 10;
        }
        long left = value;
        for (int i = length + size - 1; i >= length; i--) {
            long tenth = left / 10;
            bytes[i] = (byte) ('0' + (left - tenth * 10));
            left = tenth;
        }
        length += size;
        return this;
    }

    /** The smallest number with more digits. */
    private static long limit(int digits) {
        long limit = 1;
        for (int i = 0; i < digits; i++) {
            limit *= 10;
        }
        return limit;
    }

    @Override
    public void write(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int size) {
        ensure(size);
        System.arraycopy(from, offset, bytes, length, size);
        length += size;
    }

    @Override
    public void write(byte[] from) {
        write(from, 0, from.length);
    }

    /** Writes all of it at the end of a file, and begins anew. */
    void drainTo(FileChannel file) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
        length = 0;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void ensure(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
