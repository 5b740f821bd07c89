package org.wms2.ports.id;

/** HTCondor's cluster id of a DAGMan job, unique within one schedd. */
public record ClusterId(int value) implements Comparable<ClusterId> {
    public ClusterId {
        if (value <= 0) {
            throw new org.wms2.ports.error.InputRefusedException("cluster id", String.valueOf(value), "1 or more");
        }
    }

    @Override
    public int compareTo(ClusterId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
