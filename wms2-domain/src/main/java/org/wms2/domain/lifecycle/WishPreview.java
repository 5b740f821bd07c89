package org.wms2.domain.lifecycle;

import java.util.Optional;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Stores;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.ports.wish.NewWish;

/** What a wish would do to a request as it is now, in words for a person; changes nothing. */
public final class WishPreview {
    private final Stores stores;

    public WishPreview(Stores stores) {
        this.stores = stores;
    }

    /** One sentence. */
    public String of(RequestState state, NewWish wish) {
        Request request = state.request();
        if (request.status().isFinal()) {
            return "nothing: it is " + request.status().word();
        }
        return switch (wish.kind()) {
            case PRIORITY ->
                "its priority becomes " + wish.priority() + " (now " + request.priority()
                        + "); what is in HTCondor keeps its own";
            case RELEASE -> release(state, wish);
            case HOLD -> hold(state);
            case STOP ->
                state.liveDag()
                        .map(dag -> removed(state, dag)
                                + (wish.requeue()
                                        ? "what is missing is gone on with, by the rescue file if it can be relied on"
                                        : "then it rests until it is released"))
                        .orElse(wish.requeue() ? "nothing: no DAG is live" : "no DAG is live: it rests at once");
            case FINISH -> finish(state);
            case FAIL -> end(state, RequestStatus.FAILED);
            case ABORT -> end(state, RequestStatus.ABORTED);
        };
    }

    private String release(RequestState state, NewWish wish) {
        Request request = state.request();
        if (request.status() != RequestStatus.HELD) {
            return "nothing: it is " + request.status().word() + ", not held";
        }
        Optional<Dag> live = state.liveDag();
        if (live.isPresent()) {
            return wish.replan()
                    ? "nothing: DAG " + live.get().key() + " may still run; stop it first"
                    : "it goes on with DAG " + live.get().key();
        }
        if (state.workflow().inputSelection().isPresent()
                && stores.snapshots().header(request.name()).isEmpty()) {
            return "its input is read again";
        }
        if (state.endedDag().isEmpty()) {
            return "back into the queue for round " + request.round();
        }
        String anew = state.missing().size() + " work units of round " + request.round()
                + " are planned anew, with what else is available, in round " + (request.round() + 1);
        return wish.replan() || state.missing().isEmpty()
                ? anew
                : "DAG " + state.endedDag().get().key() + " is gone on with for "
                        + state.missing().size() + " work units, if its rescue file can be relied on; else " + anew;
    }

    private static String hold(RequestState state) {
        if (state.request().status() == RequestStatus.HELD) {
            return "nothing: it is held already";
        }
        return state.liveDag()
                .map(dag -> "it rests once DAG " + dag.key() + " has ended, which runs out undisturbed")
                .orElse("it rests at once");
    }

    private String finish(RequestState state) {
        WorkUnitCounts counts = stores.work().counts(state.request().name());
        long made = counts.in(WorkUnitStatus.MERGED) + counts.in(WorkUnitStatus.REGISTERED);
        if (made == 0 && state.liveDag().isEmpty()) {
            return "nothing: no work unit is merged; abort it instead";
        }
        long left = Spans.size(InputFacts.of(state, stores).input().available());
        return state.liveDag().map(dag -> removed(state, dag)).orElse("")
                + state.missing().size()
                + " work units and " + left + " positions of input are given up; " + made
                + " work units are announced and the request completes";
    }

    private static String end(RequestState state, RequestStatus to) {
        return state.liveDag().map(dag -> removed(state, dag)).orElse("") + "the request ends as " + to.word() + "; "
                + state.missing().size() + " work units without output are abandoned, what is registered stays";
    }

    private static String removed(RequestState state, Dag dag) {
        return "DAG " + dag.key() + " is removed from HTCondor, "
                + state.missing().size() + " of " + state.units().size() + " work units unfinished; ";
    }
}
