package org.wms2.ports.request;

import org.wms2.ports.error.InputRefusedException;

/** Lumi sections {@code first} to {@code last}, both included. */
public record LumiRange(long first, long last) {
    public LumiRange {
        if (first < 0 || last < first) {
            throw new InputRefusedException("lumi range", first + "-" + last, "0 <= first <= last");
        }
    }

    /** Number of lumi sections. */
    public long size() {
        return last - first + 1;
    }

    public boolean contains(long lumi) {
        return first <= lumi && lumi <= last;
    }
}
