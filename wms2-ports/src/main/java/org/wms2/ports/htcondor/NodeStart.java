package org.wms2.ports.htcondor;

import java.util.Comparator;

/**
 * Which start of a node: its files bear these numbers. Ordered by time.
 *
 * @param attempt of the DAG, from 0
 * @param landingTry of the work unit, from 0
 * @param nodeRetry of DAGMan, from 0
 */
public record NodeStart(int attempt, int landingTry, int nodeRetry) implements Comparable<NodeStart> {
    private static final Comparator<NodeStart> ORDER = Comparator.comparingInt(NodeStart::attempt)
            .thenComparingInt(NodeStart::landingTry)
            .thenComparingInt(NodeStart::nodeRetry);

    @Override
    public int compareTo(NodeStart other) {
        return ORDER.compare(this, other);
    }

    /** As it stands in the names of its files: {@code a0_1_2}. */
    @Override
    public String toString() {
        return "a" + attempt + "_" + landingTry + "_" + nodeRetry;
    }
}
