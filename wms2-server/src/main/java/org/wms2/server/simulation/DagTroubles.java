package org.wms2.server.simulation;

import java.time.Duration;

/** What happens to DAGMans that nobody asked for: held, removed by others, gone without a trace, unable to start. */
final class DagTroubles {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LATE = Duration.ofHours(8);

    /** HTCondor's code for a job that it could not start. */
    private static final int BY_HTCONDOR = 6;

    private static final int BY_A_PERSON = 1;

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

    void plan(SimulatedHTCondor condor, DagmanJob job) {
        if (!chance.happens(rate)) {
            return;
        }
        int which = chance.between(1, 10);
        Duration wait = which == 1 ? SOON : chance.between(SOON, LATE);
        time.in(wait, () -> {
            switch (which) {
                case 1 -> condor.failToParse(job);
                case 2, 3, 4 -> condor.hold(job, BY_HTCONDOR, "Failed to start DAGMan: no memory");
                case 5, 6 -> condor.hold(job, BY_A_PERSON, "via condor_hold (by user other)");
                case 7, 8 -> condor.remove(job.cluster, "via condor_rm (by user other)");
                default -> condor.vanish(job);
            }
        });
    }
}
