package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;
import org.wms2.ports.wish.WishOutcome;

/**
 * What open wishes make of a request: a priority at once, and of the others the strongest, before anything else is decided
 * (docs/states.md). A wish stays until it is carried out or withdrawn.
 */
final class Wishes {
    private final Recovery recovery;
    private final Leftovers leftovers;
    private final Releasing releasing;
    private final Finishing finishing;

    Wishes(Ports ports, Recovery recovery, Rescues rescues, Leftovers leftovers) {
        this.recovery = recovery;
        this.leftovers = leftovers;
        this.releasing = new Releasing(ports, recovery, rescues, leftovers);
        this.finishing = new Finishing(ports.stores());
    }

    /** The next step towards what is wished; empty if the request may go its own way meanwhile. */
    Optional<Decision> next(RequestState state, Instant now, Instant lookAgain) {
        Optional<Wish> priority = state.wishes().stream()
                .filter(w -> w.kind() == WishKind.PRIORITY)
                .findFirst();
        if (priority.isPresent()) {
            return Optional.of(reprioritise(state, priority.get(), now));
        }
        Optional<Decision> takenBack = takenBack(state);
        if (takenBack.isPresent()) {
            return takenBack;
        }
        Optional<Wish> strongest = strongest(state.wishes());
        if (strongest.isEmpty() || state.request().status() == RequestStatus.STOPPING) {
            return Optional.empty();
        }
        Wish wish = strongest.get();
        return switch (wish.kind()) {
            case PRIORITY -> Optional.empty();
            case RELEASE -> Optional.of(releasing.next(state, wish, now, lookAgain));
            case HOLD -> hold(state, wish);
            case STOP -> Optional.of(stop(state, wish, now));
            case FINISH -> Optional.of(finish(state, wish, now, lookAgain));
            case FAIL -> Optional.of(end(state, wish, RequestStatus.FAILED, now, lookAgain));
            case ABORT -> Optional.of(end(state, wish, RequestStatus.ABORTED, now, lookAgain));
        };
    }

    /** The one that acts: the strongest, of several the latest. */
    static Optional<Wish> strongest(List<Wish> wishes) {
        return wishes.stream()
                .filter(w -> w.kind() != WishKind.PRIORITY)
                .max(Comparator.comparing(Wish::kind).thenComparingLong(Wish::id));
    }

    /** A release that is later than a hold which still waits for the DAG's end takes the hold back. */
    private static Optional<Decision> takenBack(RequestState state) {
        Optional<Wish> release = latest(state, WishKind.RELEASE);
        Optional<Wish> hold = latest(state, WishKind.HOLD);
        if (state.request().status() == RequestStatus.HELD
                || release.isEmpty()
                || hold.isEmpty()
                || hold.get().id() > release.get().id()) {
            return Optional.empty();
        }
        String by = "taken back by " + release.get().what().who();
        List<Change> changes = new ArrayList<>();
        state.wishes().stream()
                .filter(w -> w.kind() == WishKind.HOLD)
                .forEach(w -> changes.add(new Change.EndWish(w.id(), WishOutcome.WITHDRAWN, by)));
        if (state.request().cause() != Cause.DAGMAN_HELD) {
            changes.add(carriedOut(release.get()));
        }
        return Optional.of(new Decision.Apply(changes, "hold " + by));
    }

    private static Optional<Wish> latest(RequestState state, WishKind kind) {
        return state.wishes().stream().filter(w -> w.kind() == kind).max(Comparator.comparingLong(Wish::id));
    }

    /** Of the jobs of a DAG that is written too, in a step of its own once it runs. */
    private static Decision reprioritise(RequestState state, Wish wish, Instant now) {
        int to = Optional.ofNullable(wish.what().priority()).orElseThrow();
        List<Change> changes = new ArrayList<>(List.of(new Change.SetPriority(to), carriedOut(wish)));
        state.openDag()
                .filter(d -> d.status() != DagStatus.PLANNING)
                .map(d -> new Intent(SubjectKind.DAG, Intent.dag(d.key()), IntentAction.SET_PRIORITY, now))
                .ifPresent(i -> changes.add(new Change.PutIntent(i)));
        return new Decision.Apply(
                changes, "priority " + to + ", by " + wish.what().who());
    }

    /** Lets a live round run out first. */
    private static Optional<Decision> hold(RequestState state, Wish wish) {
        if (state.liveDag().isPresent() && state.request().status() != RequestStatus.HELD) {
            return Optional.empty();
        }
        return Optional.of(rest(state, wish));
    }

    private Decision stop(RequestState state, Wish wish, Instant now) {
        Request request = state.request();
        if (state.liveDag().isPresent()) {
            return stopLive(state, wish);
        }
        if (!wish.what().requeue()) {
            return rest(state, wish);
        }
        List<Change> changes = new ArrayList<>();
        String why = said(wish);
        if (request.status() == RequestStatus.PARTIAL) {
            changes.addAll(recovery.replanned(state, why, now));
        } else if (request.status() == RequestStatus.HELD) {
            return new Decision.Apply(
                    List.of(new Change.EndWish(
                            wish.id(), WishOutcome.WITHDRAWN, "nothing runs, and it is held: release it")),
                    "stop withdrawn: nothing runs");
        }
        changes.add(carriedOut(wish));
        return new Decision.Apply(changes, why);
    }

    private static Decision stopLive(RequestState state, Wish wish) {
        return new Decision.Apply(
                List.of(PlanningSteps.moveChange(state.request(), RequestStatus.STOPPING, said(wish))), said(wish));
    }

    private static Decision rest(RequestState state, Wish wish) {
        Request request = state.request();
        List<Change> changes = new ArrayList<>();
        if (request.status() != RequestStatus.HELD) {
            RequestMoves.TABLE.require(request.status(), RequestStatus.HELD);
            changes.add(new Change.MoveRequest(
                    request.status(), RequestStatus.HELD, Cause.OPERATOR, said(wish), "release"));
        }
        changes.add(carriedOut(wish));
        return new Decision.Apply(changes, "held: " + said(wish));
    }

    private Decision finish(RequestState state, Wish wish, Instant now, Instant lookAgain) {
        return state.liveDag().isPresent()
                ? stopLive(state, wish)
                : left(state, now, lookAgain).orElseGet(() -> finishing.next(state, wish));
    }

    /** Jobs of the round's DAG, which has ended, that are still in the queue: nothing ends beside them. */
    private Optional<Decision> left(RequestState state, Instant now, Instant lookAgain) {
        return state.endedDag().flatMap(d -> leftovers.next(state, d, false, now, lookAgain));
    }

    /** Aborted or failed: once nothing runs. What is on its way between DBS and Rucio is owed by the final request. */
    private Decision end(RequestState state, Wish wish, RequestStatus to, Instant now, Instant lookAgain) {
        if (state.liveDag().isPresent()) {
            return stopLive(state, wish);
        }
        Optional<Decision> left = left(state, now, lookAgain);
        if (left.isPresent()) {
            return left.get();
        }
        List<Change> changes = new ArrayList<>();
        state.openDag().map(Wishes::leave).ifPresent(changes::add);
        changes.addAll(ending(state, wish, to, now));
        return new Decision.Apply(changes, to.word() + ": " + said(wish));
    }

    /** The end of a request, whatever it was wished beside; its DAG has been dealt with. */
    static List<Change> ending(RequestState state, Wish wish, RequestStatus to, Instant now) {
        Request request = state.request();
        RequestMoves.TABLE.require(request.status(), to);
        List<Change> changes = new ArrayList<>(Recovery.moved(state.missing(), WorkUnitStatus.ABANDONED, said(wish)));
        changes.add(new Change.MoveRequest(request.status(), to, said(wish), ""));
        changes.addAll(Owing.atTheEnd(state, said(wish), now));
        for (Wish open : state.wishes()) {
            changes.add(
                    open.id() == wish.id()
                            ? carriedOut(open)
                            : new Change.EndWish(open.id(), WishOutcome.WITHDRAWN, "the request is " + to.word()));
        }
        return changes;
    }

    /** The final status that a wish asks for; empty if it asks for none. */
    static Optional<RequestStatus> endOf(WishKind kind) {
        return switch (kind) {
            case FAIL -> Optional.of(RequestStatus.FAILED);
            case ABORT -> Optional.of(RequestStatus.ABORTED);
            case PRIORITY, RELEASE, HOLD, STOP, FINISH -> Optional.empty();
        };
    }

    static Change leave(Dag dag) {
        DagMoves.TABLE.require(dag.status(), DagStatus.REMOVED);
        return new Change.MoveDag(dag.key(), dag.status(), DagStatus.REMOVED, "the request leaves");
    }

    static Change carriedOut(Wish wish) {
        return new Change.EndWish(wish.id(), WishOutcome.CARRIED_OUT, "");
    }

    /** The wish in words: what, who, why. */
    static String said(Wish wish) {
        String why = wish.what().why();
        return wish.kind().word() + " by " + wish.what().who() + (why.isEmpty() ? "" : ": " + why);
    }
}
