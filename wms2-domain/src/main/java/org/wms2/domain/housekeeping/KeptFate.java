package org.wms2.domain.housekeeping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.KeptJob;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.store.WorkStore;

/** What becomes of an ended job that is kept in the queue. Pure but for the reads. */
enum KeptFate {
    /** Its outcome is in the database, or it is a stray that lost: it goes. */
    DISPOSE,
    /** Its outcome is not in the database yet, or it is another job than the one that counts. */
    WAIT,
    /** Its tag is not in this database: another WMS2's. */
    UNKNOWN;

    static KeptFate of(KeptJob job, WorkStore work) {
        if (job.key().tag().isPilot()) {
            Optional<Pilot> pilot = work.pilot(job.key());
            return pilot.map(p -> of(job, p.status().isLive(), p.cluster())).orElse(UNKNOWN);
        }
        Optional<Dag> dag = work.dag(job.key());
        return dag.map(d -> of(job, d.status().isOpen(), d.cluster())).orElse(UNKNOWN);
    }

    /**
     * By its row.
     *
     * @param open whether the row still waits for an end
     * @param counts the cluster that counts; null: none is fixed
     */
    static KeptFate of(KeptJob job, boolean open, @Nullable ClusterId counts) {
        boolean isTheOne = job.cluster().equals(counts);
        if (job.isSweptStray()) {
            // While the row is open and its cluster not fixed, or this one, the lifecycle has not decided.
            boolean lost = counts != null && !isTheOne;
            return lost || !open ? DISPOSE : WAIT;
        }
        // Another job that ran under the same tag: whoever submitted it may want to see how it ended.
        return isTheOne && !open ? DISPOSE : WAIT;
    }
}
