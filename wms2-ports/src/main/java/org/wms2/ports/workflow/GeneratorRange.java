package org.wms2.ports.workflow;

import org.wms2.ports.error.InputRefusedException;

/**
 * What a request without input generates. Counters are 64-bit; what a job is given wraps at 32 bits (contracts/cms.md
 * 2.4).
 *
 * @param firstEvent 1 or more
 * @param firstLumi 1 or more
 * @param events to generate, after the filter efficiency is accounted for
 * @param run the run of all of them: 1
 */
public record GeneratorRange(long firstEvent, long firstLumi, long events, int run) {
    public GeneratorRange {
        if (firstEvent < 1 || firstLumi < 1 || events < 1) {
            throw new InputRefusedException(
                    "FirstEvent, FirstLumi, events", firstEvent + ", " + firstLumi + ", " + events, "all 1 or more");
        }
    }
}
