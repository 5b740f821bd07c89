package org.wms2.domain.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Stores;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishOutcome;

/**
 * Finish: what is missing is given up, with the reason, and the request ends with what it has made. Refused if it has made
 * nothing.
 */
final class Finishing {
    private final Stores stores;

    Finishing(Stores stores) {
        this.stores = stores;
    }

    Decision next(RequestState state, Wish wish) {
        Request request = state.request();
        WorkUnitCounts counts = stores.work().counts(request.name());
        if (counts.in(WorkUnitStatus.MERGED) + counts.in(WorkUnitStatus.REGISTERED) == 0) {
            return withdraw(wish, "nothing is merged: abort it instead");
        }
        if (state.blocks().stream().anyMatch(b -> b.status() == BlockStatus.FAILED)) {
            return withdraw(wish, "a block failed: mend the cause and release it, then finish");
        }
        String why = Wishes.said(wish);
        List<Change> changes = new ArrayList<>(Recovery.moved(state.missing(), WorkUnitStatus.ABANDONED, why));
        state.openDag().map(Wishes::leave).ifPresent(changes::add);
        List<Span> left = InputFacts.of(state, stores).input().available();
        for (Span span : left) {
            changes.add(new Change.ExcludeInput(span, ExclusionReason.GIVEN_UP, why));
        }
        changes.add(new Change.SetRound(request.round(), request.plannedUnits(), true));
        if (request.status() != RequestStatus.ACTIVE) {
            changes.add(PlanningSteps.moveChange(request, RequestStatus.ACTIVE, why));
        }
        changes.add(Wishes.carriedOut(wish));
        return new Decision.Apply(
                changes,
                why + ": " + state.missing().size() + " work units and " + Spans.size(left)
                        + " positions are given up");
    }

    private static Decision withdraw(Wish wish, String why) {
        return new Decision.Apply(
                List.of(new Change.EndWish(wish.id(), WishOutcome.WITHDRAWN, why)), "finish withdrawn: " + why);
    }
}
