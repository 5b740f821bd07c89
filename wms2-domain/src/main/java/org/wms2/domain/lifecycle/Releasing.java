package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.outputs.Blocks;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Stores;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishOutcome;

/** Goes on with a held request: where depends on what there is of it (docs/states.md). */
final class Releasing {
    private final Stores stores;

    Releasing(Stores stores) {
        this.stores = stores;
    }

    Decision next(RequestState state, Wish wish, Instant now) {
        Request request = state.request();
        if (request.status() != RequestStatus.HELD) {
            return withdraw(wish, "the request is " + request.status().word() + ", not held");
        }
        if (wish.what().replan() && state.liveDag().isPresent()) {
            return withdraw(wish, "its DAG may still run: stop it first, then release with --replan");
        }
        if (!stores.ledger().mismatched(request.name()).isEmpty()) {
            return withdraw(
                    wish,
                    "its work units and the ledger do not fit together (see wms2 audit): what is planned next might be"
                            + " processed twice");
        }
        String why = "released by " + wish.what().who();
        List<Change> changes = new ArrayList<>(blocksBack(state, now));
        changes.addAll(goOn(state, why, now));
        changes.add(new Change.EndWish(wish.id(), WishOutcome.CARRIED_OUT, ""));
        return new Decision.Apply(changes, why);
    }

    private List<Change> goOn(RequestState state, String why, Instant now) {
        Request request = state.request();
        if (state.liveDag().isPresent()) {
            return List.of(PlanningSteps.moveChange(request, RequestStatus.ACTIVE, why));
        }
        boolean unread = state.workflow().inputSelection().isPresent()
                && stores.snapshots().header(request.name()).isEmpty();
        if (unread) {
            return List.of(PlanningSteps.moveChange(request, RequestStatus.SUBMITTED, why));
        }
        boolean roundEnded = state.dag()
                .filter(d -> d.round() == request.round() && !d.status().isOpen())
                .isPresent();
        if (roundEnded) {
            return Recovery.replanned(state, why, now);
        }
        return List.of(PlanningSteps.moveChange(request, RequestStatus.QUEUED, why), new Change.Wait("", now));
    }

    /** Blocks that failed are tried again from the first step on: each is looked up before it is done. */
    private static List<Change> blocksBack(RequestState state, Instant now) {
        List<Change> changes = new ArrayList<>();
        for (OutputBlock block : state.blocks()) {
            if (block.status() == BlockStatus.FAILED) {
                changes.add(new Change.UpdateBlock(Blocks.moved(block, BlockStatus.PENDING, now), BlockStatus.FAILED));
            }
        }
        return changes;
    }

    private static Decision withdraw(Wish wish, String why) {
        return new Decision.Apply(
                List.of(new Change.EndWish(wish.id(), WishOutcome.WITHDRAWN, why)), "release withdrawn: " + why);
    }
}
