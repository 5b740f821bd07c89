package org.wms2.ports.ledger;

import org.wms2.ports.error.InputRefusedException;

/**
 * Positions {@code first} to {@code end - 1} of a request's ledger. A position is one unit of input: a good lumi section
 * of a file, an event of a file, a whole file or a generated event, as the splitter has it (docs/adr/0007). Positions
 * count from 0, are given once and never move.
 *
 * @param first 0 or more
 * @param end above first; not included
 */
public record Span(long first, long end) implements Comparable<Span> {
    /** Everything. */
    public static final Span ALL = new Span(0, Long.MAX_VALUE);

    public Span {
        if (first < 0 || end <= first) {
            throw new InputRefusedException("ledger span", first + " to " + end, "0 <= first < end");
        }
    }

    /** Number of positions. */
    public long size() {
        return end - first;
    }

    public boolean contains(long position) {
        return first <= position && position < end;
    }

    public boolean overlaps(Span other) {
        return first < other.end && other.first < end;
    }

    @Override
    public int compareTo(Span other) {
        int byFirst = Long.compare(first, other.first);
        return byFirst != 0 ? byFirst : Long.compare(end, other.end);
    }

    @Override
    public String toString() {
        return "[" + first + ", " + end + ")";
    }
}
