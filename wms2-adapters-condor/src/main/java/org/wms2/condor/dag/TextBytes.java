package org.wms2.condor.dag;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file's bytes as they are put together: ASCII words and numbers, with no string and no formatter per line, for a DAG has
 * some of each per job, and so has work_unit.json. One buffer serves all files of a directory, one after the other; it grows to the largest. Not
 * thread-safe.
 */
final class TextBytes {
    private static final int FIRST_SIZE = 1 << 16;

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

    /** Adds a number in decimal. */
    TextBytes number(long value) {
        return value < 0 ? ascii(String.valueOf(value)) : number(value, 1);
    }

    /** Adds a number of 0 or more in decimal, with zeros before it until it has so many digits. */
    TextBytes number(long value, int digits) {
        int size = Math.max(digits, digits(value));
        ensure(size);
        long left = value;
        for (int i = length + size - 1; i >= length; i--) {
            long tenth = left / 10;
            bytes[i] = (byte) ('0' + (left - tenth * 10));
            left = tenth;
        }
        length += size;
        return this;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Adds a JSON string with its quotes. */
    TextBytes json(String text) {
        int size = text.length();
        ensure(size + 2);
        bytes[length] = '"';
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return escaped(text);
            }
            bytes[length + 1 + i] = (byte) c;
        }
        bytes[length + 1 + size] = '"';
        length += size + 2;
        return this;
    }

    /** The rare one that does not stand as it is. */
    private TextBytes escaped(String text) {
        write('"');
        write(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        write('"');
        return this;
    }

    private void write(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    private void write(byte[] from) {
        ensure(from.length);
        System.arraycopy(from, 0, bytes, length, from.length);
        length += from.length;
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
