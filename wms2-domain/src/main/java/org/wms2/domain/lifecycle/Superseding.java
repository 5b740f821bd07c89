package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishOutcome;

/** The end of a held request whose next processing version begins: it goes to failed in the same transaction. */
public final class Superseding {
    private Superseding() {}

    /**
     * What changes in one that is final: with immediate cleanup it no longer drives its blocks, the new version takes them
     * over.
     */
    public static List<Change> ofFinal(RequestState before, CleanupPolicy policy) {
        return before.request().owing() && policy == CleanupPolicy.IMMEDIATE_CLEANUP
                ? List.of(new Change.SetOwing(false))
                : List.of();
    }

    private static boolean owes(RequestState held, CleanupPolicy policy) {
        return policy == CleanupPolicy.KEEP_UNTIL_REPLACED
                && held.blocks().stream().anyMatch(b -> b.status().isOnItsWay());
    }

    /**
     * What changes in the held one.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code INTERNAL if it may not end now
     */
    public static List<Change> changes(
            RequestState held, RequestName next, String why, CleanupPolicy policy, Instant now) {
        Request request = held.request();
        RequestMoves.TABLE.require(request.status(), RequestStatus.FAILED);
        String words = "superseded by " + next + (why.isEmpty() ? "" : ": " + why);
        List<Change> changes = new ArrayList<>();
        held.openDag().map(Wishes::leave).ifPresent(changes::add);
        changes.addAll(Recovery.moved(held.missing(), WorkUnitStatus.ABANDONED, words));
        changes.add(new Change.MoveRequest(request.status(), RequestStatus.FAILED, words, ""));
        changes.addAll(Owing.dropped(held, words, now));
        changes.add(new Change.SetOwing(owes(held, policy)));
        for (Wish open : held.wishes()) {
            changes.add(new Change.EndWish(open.id(), WishOutcome.WITHDRAWN, words));
        }
        MoveGuard.check(held, changes);
        return changes;
    }
}
