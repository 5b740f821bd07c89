package org.wms2.ports.plan;

import org.wms2.ports.error.InputRefusedException;

/**
 * Events and lumis of one job. For a generator: event and lumi numbers, 64-bit; for a file: positions from 0 and
 * lumis 0 to 0.
 *
 * @param firstEvent first event, included
 * @param lastEvent last event, included
 */
public record EventRange(int run, long firstEvent, long lastEvent, long firstLumi, long lastLumi) {
    public EventRange {
        if (lastEvent < firstEvent || lastLumi < firstLumi) {
            throw new InputRefusedException(
                    "event range",
                    firstEvent + "-" + lastEvent + ", lumis " + firstLumi + "-" + lastLumi,
                    "first <= last");
        }
    }

    /** Number of events. */
    public long events() {
        return lastEvent - firstEvent + 1;
    }
}
