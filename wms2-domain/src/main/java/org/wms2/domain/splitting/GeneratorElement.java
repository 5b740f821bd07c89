package org.wms2.domain.splitting;

/**
 * Consecutive whole jobs of a generator: an element of WMCore's work queue, with its inclusive masks (run 1).
 *
 * @param start position of its first event: how many events are generated before it
 * @param events 1 or more
 * @param firstEvent number of its first event; those of its jobs may begin again at 1
 * @param firstLumi number of its first lumi section
 * @param lumis how many lumi sections its jobs take
 */
public record GeneratorElement(long start, long events, long jobs, long firstEvent, long firstLumi, long lumis) {
    /** Position after its last event. */
    public long end() {
        return start + events;
    }

    /** Number of its last event as the mask has it: counted on from the first one, also above 32 bits. */
    public long lastEvent() {
        return firstEvent + events - 1;
    }

    /** Number of its last lumi section. */
    public long lastLumi() {
        return firstLumi + lumis - 1;
    }
}
