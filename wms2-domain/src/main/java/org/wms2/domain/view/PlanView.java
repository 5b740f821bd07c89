package org.wms2.domain.view;

import java.util.Map;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.workflow.Workflow;

/**
 * The whole plan of a request: what has been planned, made again from the ledger, and what is available, as it would be
 * planned now. Everything is made while it is iterated over, a work unit or block at a time, and read anew by each
 * iteration. Not thread-safe.
 */
public interface PlanView {
    Workflow workflow();

    /** Whether it is only a plan: nothing of it is stored. */
    boolean isSimulated();

    /** Positions of the ledger: how many of {@link org.wms2.domain.ledger.Audit#counted} there are. */
    long positions();

    /** Positions by state; states without any are absent. */
    Map<LedgerState, Long> states();

    /** Work units of the rounds that are planned, by round and ordinal; then those of the rounds to come. */
    Iterable<UnitView> units();

    /** Blocks of the input in order, then those that are excluded whole; none for a generator. */
    Iterable<BlockView> blocks();

    /** What of the available input is in no work unit of {@link #units}. */
    Left left();

    /** Where one file or lumi section went, and why. */
    Explanation explain(Question question);

    /**
     * Available input that would not be planned now.
     *
     * @param waiting positions that no site can run now
     * @param reason which term left no site; empty if nothing waits
     * @param overTimeLimit positions that will be excluded once they are planned: over the job time limit
     */
    record Left(long waiting, String reason, long overTimeLimit) {}
}
