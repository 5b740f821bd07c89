package org.wms2.domain.planning;

import java.util.List;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.DagPlan;
import org.wms2.ports.request.Cause;

/** What planning a round gives. */
public sealed interface RoundPlan {
    /** Positions that are not to be processed: their jobs would run longer than the job time limit. */
    List<Span> overTimeLimit();

    /**
     * A DAG to write and submit, attempt 0.
     *
     * @param workUnits in the plan, 1 or more
     * @param jobs processing jobs in the plan
     * @param expectedEvents in each kept output, after the filter
     * @param capacity what it takes and in which layout it fits
     * @param exhausted whether nothing that is available now is left for another round
     */
    record Ready(
            DagPlan plan,
            int workUnits,
            long jobs,
            long expectedEvents,
            CapacityCheck capacity,
            boolean exhausted,
            List<Span> overTimeLimit)
            implements RoundPlan {
        public Ready {
            overTimeLimit = List.copyOf(overTimeLimit);
        }
    }

    /**
     * No site can run anything of what is available; the reason says which term left none.
     *
     * @param cause whether input is missing on disk, or sites are
     */
    record MustWait(Cause cause, String reason, List<Span> overTimeLimit) implements RoundPlan {
        public MustWait {
            overTimeLimit = List.copyOf(overTimeLimit);
        }
    }

    /** Nothing is available; in the first round: nothing in the input passes the mask. */
    record Nothing(List<Span> overTimeLimit) implements RoundPlan {
        public Nothing {
            overTimeLimit = List.copyOf(overTimeLimit);
        }
    }

    /** Not even one work unit fits the schedd in any layout that is allowed; the reason says what is too much. */
    record TooLarge(String reason, List<Span> overTimeLimit) implements RoundPlan {
        public TooLarge {
            overTimeLimit = List.copyOf(overTimeLimit);
        }
    }
}
