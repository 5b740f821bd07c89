package org.wms2.domain.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.request.ProductionStep;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Stores;

/**
 * Production steps: once a part of the request is merged it stops, goes back into the queue, and takes the step's
 * priority, so that many requests advance together. The part is measured in ledger positions: events of a generator and
 * of event-based splitting, lumi sections, or files where there are neither.
 */
final class ProductionSteps {
    private final Stores stores;

    ProductionSteps(Stores stores) {
        this.stores = stores;
    }

    /** Steps that are reached and not taken yet, in order. */
    List<ProductionStep> reached(RequestState state) {
        Request request = state.request();
        List<ProductionStep> steps = request.options().productionSteps();
        if (request.stepsTaken() >= steps.size()) {
            return List.of();
        }
        double merged = merged(state);
        return steps.subList(request.stepsTaken(), steps.size()).stream()
                .takeWhile(step -> step.fraction() <= merged)
                .toList();
    }

    /** Merged part of the request, 0 to 1. */
    double merged(RequestState state) {
        long total = InputFacts.of(state, stores).input().positions();
        if (total == 0) {
            return 0;
        }
        Map<LedgerState, Long> positions =
                stores.ledger().positions(state.request().name());
        long merged =
                positions.getOrDefault(LedgerState.MERGED, 0L) + positions.getOrDefault(LedgerState.REGISTERED, 0L);
        return (double) merged / total;
    }

    /** Takes all steps that are reached: the last one's priority holds. Goes with a move into the queue. */
    List<Change> take(RequestState state) {
        List<ProductionStep> reached = reached(state);
        List<Change> changes = new ArrayList<>();
        if (!reached.isEmpty()) {
            changes.add(new Change.TakeSteps(state.request().stepsTaken() + reached.size()));
            changes.add(new Change.SetPriority(reached.getLast().priority()));
        }
        return changes;
    }

    /** The reached steps in words. */
    String words(List<ProductionStep> reached) {
        ProductionStep last = reached.getLast();
        return String.format(
                Locale.ROOT, "production step %s reached: priority %d from here on", last.fraction(), last.priority());
    }
}
