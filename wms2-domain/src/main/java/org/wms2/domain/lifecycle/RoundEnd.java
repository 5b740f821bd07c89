package org.wms2.domain.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.outputs.BlockPipeline;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishOutcome;

/** Active, and no DAG is live: the next round, or the end of the request. */
final class RoundEnd {
    private RoundEnd() {}

    /** The next step; empty while outputs are on their way. */
    static Optional<Decision> next(
            RequestState state, WorkUnitCounts counts, ProductionSteps steps, java.time.Instant now) {
        Request request = state.request();
        if (!request.inputExhausted()) {
            int round = request.round() + 1;
            List<Change> changes = new ArrayList<>(steps.take(state));
            changes.add(new Change.SetRound(round, request.plannedUnits(), false));
            changes.add(PlanningSteps.moveChange(
                    request, RequestStatus.QUEUED, "round " + request.round() + " ended well"));
            return Optional.of(new Decision.Apply(changes, "queued for round " + round));
        }
        long unfinished = counts.total()
                - counts.in(WorkUnitStatus.REGISTERED)
                - counts.in(WorkUnitStatus.REPLACED)
                - counts.in(WorkUnitStatus.ABANDONED);
        if (unfinished > 0 || !BlockPipeline.allAnnounced(state.blocks())) {
            return Optional.empty();
        }
        Intent intent = new Intent(SubjectKind.REQUEST, request.name().value(), IntentAction.ANNOUNCE_DATASET, now);
        return Optional.of(new Decision.Act(
                List.of(new Change.PutIntent(intent)), new Effect.AnnounceDatasets(), "announce the output datasets"));
    }

    /** Whether a decision ends the request. */
    static boolean isTheEnd(Decision decision) {
        return decision instanceof Decision.Act act && act.effect() instanceof Effect.AnnounceDatasets;
    }

    /** The datasets are valid: the request is done; what is still wished of it is over. */
    static List<Change> completed(RequestState state, WorkUnitCounts counts) {
        Request request = state.request();
        RequestMoves.TABLE.require(request.status(), RequestStatus.COMPLETED);
        long lost = counts.in(WorkUnitStatus.ABANDONED);
        String why = lost == 0
                ? "every work unit registered, every output announced"
                : "every output announced; " + lost + " work units were abandoned, as somebody accepted";
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.MoveRequest(request.status(), RequestStatus.COMPLETED, why, ""));
        changes.add(new Change.EndIntent(SubjectKind.REQUEST, request.name().value(), IntentAction.ANNOUNCE_DATASET));
        for (Wish wish : state.wishes()) {
            changes.add(new Change.EndWish(wish.id(), WishOutcome.WITHDRAWN, "the request is completed"));
        }
        return changes;
    }
}
