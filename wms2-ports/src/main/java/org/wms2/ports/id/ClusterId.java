package org.wms2.ports.id;

import java.util.Comparator;
import org.wms2.ports.error.InputRefusedException;

/**
 * HTCondor's cluster id of a job. The number is unique within one schedd.
 *
 * @param value the number, 1 or more
 * @param schedd name of the schedd; empty for the one that the tools talk to when no name is given
 */
public record ClusterId(int value, String schedd) implements Comparable<ClusterId> {
    private static final Comparator<ClusterId> ORDER =
            Comparator.comparingInt(ClusterId::value).thenComparing(ClusterId::schedd);

    public ClusterId {
        if (value <= 0) {
            throw new InputRefusedException("cluster id", String.valueOf(value), "1 or more");
        }
    }

    /** Of the schedd that the tools talk to when no name is given. */
    public ClusterId(int value) {
        this(value, "");
    }

    /** Whether both have the same number: what DAGMan says of itself in its files does not name the schedd. */
    public boolean hasNumberOf(ClusterId other) {
        return value == other.value;
    }

    @Override
    public int compareTo(ClusterId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return schedd.isEmpty() ? String.valueOf(value) : value + "@" + schedd;
    }
}
