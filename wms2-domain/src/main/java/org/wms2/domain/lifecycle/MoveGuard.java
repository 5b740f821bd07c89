package org.wms2.domain.lifecycle;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;

/**
 * The last look at every change set before it is stored: its request moves are in the table, and leave no live DAG in a
 * status that may have none. A refusal is a defect of ours, and nothing is stored.
 */
public final class MoveGuard {
    private MoveGuard() {}

    /**
     * Returns if the moves are legal.
     *
     * @throws Wms2Exception with code INTERNAL, with the reason, if one is not
     */
    static void check(RequestState state, List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.MoveRequest move) {
                refusal(state, changes, move).ifPresent(why -> {
                    throw new Wms2Exception(ErrorCode.INTERNAL, why);
                });
            }
        }
    }

    /** Why a move is refused; empty if it is legal. */
    static Optional<String> refusal(RequestState state, List<Change> changes, Change.MoveRequest move) {
        Optional<String> notListed = RequestMoves.TABLE.refusal(move.from(), move.to());
        if (notListed.isPresent()) {
            return notListed;
        }
        Optional<Dag> live = state.liveDag().filter(d -> !ends(d.key(), changes));
        if (live.isPresent() && !mayHaveLiveDag(move.to())) {
            return Optional.of("a request does not move from " + move.from() + " to " + move.to() + " while DAG "
                    + live.get().key() + " is live: its end is applied first");
        }
        if (live.isEmpty() && move.to() == RequestStatus.STOPPING && move.from() != RequestStatus.PILOT_RUNNING) {
            return Optional.of("a request does not move from " + move.from() + " to STOPPING without a live DAG");
        }
        return Optional.empty();
    }

    /** The guard of moves to a status, in words; empty if there is none. */
    public static String words(RequestStatus to) {
        if (to == RequestStatus.STOPPING) {
            return "a live DAG, or a pilot";
        }
        return mayHaveLiveDag(to) ? "" : "no live DAG";
    }

    /** No live DAG exists outside of these. */
    static boolean mayHaveLiveDag(RequestStatus status) {
        return switch (status) {
            case PILOT_RUNNING, ACTIVE, STOPPING, HELD -> true;
            case NEW, SUBMITTED, QUEUED, PLANNING, PARTIAL, RESUBMITTING, COMPLETED, FAILED, ABORTED -> false;
        };
    }

    private static boolean ends(DagKey key, List<Change> changes) {
        return changes.stream()
                .anyMatch(c -> c instanceof Change.MoveDag m && m.key().equals(key) && !m.to().isOpen());
    }
}
