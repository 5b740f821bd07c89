package org.wms2.server.simulation;

import java.time.Duration;

/**
 * What happens to DAGMans that nobody asked for: held, removed by others, halted, gone without a trace, unable to read their
 * DAG or to start at all.
 */
final class DagTroubles {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LATE = Duration.ofHours(8);

    /** HTCondor's code for a job that it could not start. */
    private static final int BY_HTCONDOR = 6;

    private static final int BY_A_PERSON = 1;

    /** One in so many troubles. */
    private static final int UNSTARTABLE = 10;

    private final VirtualTime time;
    private final Chance chance;
    private double rate;

    /** The probability, 0 to 1, that something happens to one start of a DAGMan. */
    DagTroubles(VirtualTime time, Chance chance, double rate) {
        this.time = time;
        this.chance = chance;
        this.rate = rate;
    }

    void end() {
        rate = 0;
    }

    /** Whether a DAGMan that is released cannot start: its environment is broken, say. */
    boolean hinders() {
        return chance.happens(rate / UNSTARTABLE);
    }

    void plan(SimulatedHTCondor condor, DagmanJob job) {
        if (!chance.happens(rate)) {
            return;
        }
        int which = chance.between(1, 11);
        Duration wait = which == 1 ? SOON : chance.between(SOON, LATE);
        time.in(wait, () -> {
            switch (which) {
                case 1 -> condor.failToParse(job);
                case 2, 3, 4 -> condor.hold(job, BY_HTCONDOR, "Failed to start DAGMan: no memory");
                case 5, 6 -> condor.hold(job, BY_A_PERSON, "via condor_hold (by user other)");
                case 7, 8 -> condor.remove(job.cluster, "via condor_rm (by user other)");
                case 9 -> condor.halt(job);
                default -> condor.vanish(job);
            }
        });
    }
}
