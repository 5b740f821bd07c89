package org.wms2.domain.workflow;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.InputRefusedException;

/**
 * Events per job and per lumi section, as {@code StdBase.calcEvtsPerJobLumi} settles them (contracts/cms.md 1.8). A
 * document that has been created already carries the result, and the rule leaves a result as it is.
 *
 * @param perJob 1 or more
 * @param perLumi 1 or more, at most perJob
 */
record EventNumbers(long perJob, long perLumi) {
    /** The wall time that a job aims at: 12 hours. */
    private static final double TARGET_SECONDS = 43_200;

    /**
     * Settles both numbers.
     *
     * @param requested events to generate; {@code Long.MAX_VALUE} where files are read
     */
    static EventNumbers of(@Nullable Long perJob, @Nullable Long perLumi, double timePerEvent, long requested) {
        if (!(timePerEvent > 0)) {
            throw new InputRefusedException("TimePerEvent", String.valueOf(timePerEvent), "seconds, above 0");
        }
        positive("EventsPerJob", perJob);
        positive("EventsPerLumi", perLumi);
        long job = perJob == null ? Math.max(1, (long) (TARGET_SECONDS / timePerEvent)) : perJob;
        job = Math.min(job, requested);
        if (perLumi == null || perLumi > job) {
            return new EventNumbers(job, job);
        }
        long lumis = Math.max((long) Math.rint((double) job / perLumi), 1);
        return new EventNumbers(Math.multiplyExact(perLumi, lumis), perLumi);
    }

    /**
     * Events to generate, so that the wanted number passes the filter: {@code int(wanted / efficiency)}.
     *
     * @param efficiency in (0, 1]
     */
    static long requested(long wanted, double efficiency) {
        if (!(efficiency > 0 && efficiency <= 1)) {
            throw new InputRefusedException("FilterEfficiency", String.valueOf(efficiency), "in (0, 1]");
        }
        return (long) (wanted / efficiency);
    }

    private static void positive(String field, @Nullable Long value) {
        if (value != null && value < 1) {
            throw new InputRefusedException(field, value.toString(), "1 or more");
        }
    }
}
