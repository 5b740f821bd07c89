package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.domain.outputs.Blocks;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Stores;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishOutcome;

/** Goes on with a held request: where depends on what there is of it (docs/states.md). */
final class Releasing {
    private final Ports ports;
    private final Stores stores;
    private final Recovery recovery;
    private final Leftovers leftovers;
    private final Rescues rescues;

    Releasing(Ports ports, Recovery recovery, Rescues rescues, Leftovers leftovers) {
        this.ports = ports;
        this.stores = ports.stores();
        this.recovery = recovery;
        this.leftovers = leftovers;
        this.rescues = rescues;
    }

    Decision next(RequestState state, Wish wish, Instant now, Instant lookAgain) {
        Request request = state.request();
        Optional<Dag> held = heldDagman(state);
        if (held.isPresent()) {
            ClusterId cluster = Objects.requireNonNull(held.get().cluster());
            return new Decision.Act(
                    List.of(new Change.EndWish(wish.id(), WishOutcome.CARRIED_OUT, "")),
                    new Effect.ReleaseHeldDag(held.get(), cluster),
                    "DAGMan " + cluster + " released by " + wish.what().who());
        }
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
        // What is planned or resubmitted now would run beside what is left.
        Optional<Decision> left = state.endedDag().flatMap(d -> leftovers.next(state, d, false, now, lookAgain));
        if (left.isPresent()) {
            return left.get();
        }
        String why = "released by " + wish.what().who();
        List<Change> changes = new ArrayList<>(blocksBack(state, now));
        changes.addAll(goOn(state, wish, why, now));
        changes.add(new Change.EndWish(wish.id(), WishOutcome.CARRIED_OUT, ""));
        return state.liveDag()
                .flatMap(d -> OwnSchedd.find(ports.htcondor(), d.key(), d.cluster()))
                .filter(o -> o.state() == JobState.HELD && !o.isSubmittedOnHold())
                .<Decision>map(o -> new Decision.Act(
                        changes, new Effect.ReleaseHeldDag(state.liveDag().get(), o.cluster()), why))
                .orElseGet(() -> new Decision.Apply(changes, why));
    }

    private List<Change> goOn(RequestState state, Wish wish, String why, Instant now) {
        Request request = state.request();
        if (state.liveDag().isPresent()) {
            return List.of(PlanningSteps.moveChange(request, RequestStatus.ACTIVE, why));
        }
        boolean unread = state.workflow().inputSelection().isPresent()
                && stores.snapshots().header(request.name()).isEmpty();
        boolean uncleaned = state.dag().isEmpty() && request.round() == 0 && request.restartOf() != null;
        if (unread || uncleaned) {
            return List.of(PlanningSteps.moveChange(request, RequestStatus.SUBMITTED, why));
        }
        Optional<Dag> ended = state.endedDag();
        boolean resumed = ended.isPresent()
                && !wish.what().replan()
                && !state.missing().isEmpty()
                && rescues.check(state, ended.get()).usable();
        if (resumed) {
            return List.of(PlanningSteps.moveChange(request, RequestStatus.RESUBMITTING, why));
        }
        boolean unsubmitted = state.openDag()
                .filter(d -> d.status() == DagStatus.READY && d.round() == request.round())
                .isPresent();
        if (ended.isPresent() || (unsubmitted && wish.what().replan())) {
            return recovery.replanned(state, why, now);
        }
        return List.of(PlanningSteps.moveChange(request, RequestStatus.QUEUED, why), new Change.Wait("", now));
    }

    /** The DAGMan that a person holds while its request waits for it. */
    private static Optional<Dag> heldDagman(RequestState state) {
        return state.liveDag()
                .filter(d -> state.request().status() == RequestStatus.ACTIVE)
                .filter(d -> state.request().cause() == Cause.DAGMAN_HELD && d.cluster() != null);
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
