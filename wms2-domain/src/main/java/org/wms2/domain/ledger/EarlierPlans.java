package org.wms2.domain.ledger;

import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.store.Stores;
import org.wms2.ports.workflow.Workflow;

/** Requests that version 1 of the database has planned: they have work units, and nothing says of which input. */
public final class EarlierPlans {
    private EarlierPlans() {}

    /**
     * Refuses such a request: without a ledger, what is there cannot be told from what is missing.
     *
     * @param positions of its input in all
     * @throws Wms2Exception with code NOT_FOUND: there is no ledger
     */
    public static void refuse(Stores stores, Workflow workflow, long positions) {
        RequestName name = workflow.request();
        boolean withoutPositions = positions == 0 || workflow.generation().isPresent();
        if (withoutPositions
                && stores.work().counts(name).total() > 0
                && stores.ledger().taken(name).isEmpty()
                && stores.ledger().entries(name, Span.ALL).isEmpty()) {
            throw new Wms2Exception(
                    ErrorCode.NOT_FOUND,
                    "request " + name + " was planned by an earlier version, without a ledger: nothing can be proved of"
                            + " it, and its jobs cannot be made again; see wms2 show " + name);
        }
    }
}
