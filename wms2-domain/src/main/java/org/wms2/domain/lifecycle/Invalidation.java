package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.Stores;
import org.wms2.ports.store.SubjectKind;

/**
 * A restarted request invalidates what the processing versions before it made: before anything else, or once its own
 * outputs are valid, as its cleanup policy says. Blocks that are not invalidated yet are all that it has to remember.
 */
final class Invalidation {
    /** Blocks of one effect: bounds it and its change set. */
    static final int BATCH = 20;

    private final Stores stores;
    private final Duration lease;

    Invalidation(Stores stores, Duration lease) {
        this.stores = stores;
        this.lease = lease;
    }

    /** Before planning; empty if its policy keeps them, or nothing is left to invalidate. */
    Optional<Decision> first(RequestState state, Instant now, Instant lookAgain) {
        Request request = state.request();
        return request.status() == RequestStatus.SUBMITTED
                        && request.options().cleanupPolicy() == CleanupPolicy.IMMEDIATE_CLEANUP
                ? next(state, false, now, lookAgain)
                : Optional.empty();
    }

    /** Once every own block is announced, instead of the end; empty if nothing is left to invalidate. */
    Optional<Decision> last(RequestState state, Instant now, Instant lookAgain) {
        return next(state, true, now, lookAgain);
    }

    private Optional<Decision> next(RequestState state, boolean replaced, Instant now, Instant lookAgain) {
        Request request = state.request();
        Optional<Request> earlier = earlier(request);
        while (earlier.isPresent()) {
            List<OutputBlock> valid = stores.outputs().blocks(earlier.get().name()).stream()
                    .filter(b -> b.status() != BlockStatus.INVALIDATED)
                    .toList();
            if (!valid.isEmpty()) {
                return Optional.of(invalidate(request, earlier.get(), valid, replaced, now, lookAgain));
            }
            earlier = earlier(earlier.get());
        }
        return Optional.empty();
    }

    private Decision invalidate(
            Request request,
            Request earlier,
            List<OutputBlock> valid,
            boolean replaced,
            Instant now,
            Instant lookAgain) {
        // What else it owes, as a report to ReqMgr2, may take for ever and touches no block.
        if (earlier.owing() && valid.stream().anyMatch(b -> b.status().isUnfinished())) {
            return new Decision.Wait(
                    Cause.OUTPUTS,
                    "outputs of " + earlier.name() + " are to be invalidated, and some are still on their way",
                    lookAgain);
        }
        // What took a block a step further when it was superseded may still be about to end: at most a lease.
        Instant quiet = request.createdAt().plus(lease);
        if (!replaced
                && quiet.isAfter(now)
                && valid.stream().anyMatch(b -> b.status().isOnItsWay())) {
            return new Decision.Wait(
                    Cause.OUTPUTS, "blocks of " + earlier.name() + " were on their way when it was restarted", quiet);
        }
        List<OutputBlock> batch = valid.subList(0, Math.min(BATCH, valid.size()));
        Intent intent = new Intent(SubjectKind.REQUEST, request.name().value(), IntentAction.INVALIDATE_DATASET, now);
        return new Decision.Act(
                List.of(new Change.PutIntent(intent)),
                new Effect.InvalidateOutputs(earlier.name(), batch, replaced, valid.size() <= BATCH),
                "invalidate " + batch.size() + " of " + valid.size() + " blocks of " + earlier.name());
    }

    /** The outcome of a batch. */
    static List<Change> done(RequestState state, Effect.InvalidateOutputs effect) {
        Request request = state.request();
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.InvalidateOutputs(
                effect.earlier(),
                effect.blocks().stream().map(OutputBlock::name).toList(),
                "restarted as " + request.name()));
        if (effect.last()) {
            changes.add(
                    new Change.EndIntent(SubjectKind.REQUEST, request.name().value(), IntentAction.INVALIDATE_DATASET));
        }
        return changes;
    }

    private Optional<Request> earlier(Request request) {
        RequestName before = request.restartOf();
        return before == null ? Optional.empty() : stores.requests().find(before);
    }
}
