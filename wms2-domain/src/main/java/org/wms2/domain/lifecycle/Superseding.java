package org.wms2.domain.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishOutcome;

/** The end of a held request whose next processing version begins: it goes to failed in the same transaction. */
public final class Superseding {
    private Superseding() {}

    /**
     * What changes in the held one.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code INTERNAL if it may not end now
     */
    public static List<Change> changes(RequestState held, RequestName next, String why) {
        Request request = held.request();
        RequestMoves.TABLE.require(request.status(), RequestStatus.FAILED);
        String words = "superseded by " + next + (why.isEmpty() ? "" : ": " + why);
        List<Change> changes = new ArrayList<>();
        held.openDag().map(Wishes::leave).ifPresent(changes::add);
        changes.addAll(Recovery.moved(held.missing(), WorkUnitStatus.ABANDONED, words));
        changes.add(new Change.MoveRequest(request.status(), RequestStatus.FAILED, words, ""));
        for (Wish open : held.wishes()) {
            changes.add(new Change.EndWish(open.id(), WishOutcome.WITHDRAWN, words));
        }
        MoveGuard.check(held, changes);
        return changes;
    }
}
