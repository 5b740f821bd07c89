package org.wms2.persistence.jdbi;

import org.jdbi.v3.core.Handle;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.wish.WishOutcome;

/** The parts of a change set that write table wishes. */
record WishWriter(Handle h, ChangeWriter set) {
    void see(Change.SeeWishes c) {
        h.createUpdate("""
                        UPDATE wishes SET seen = TRUE
                        WHERE request = :request AND id <= :id AND ended_at IS NULL AND NOT seen""")
                .bind("request", set.request().value())
                .bind("id", c.upTo())
                .execute();
    }

    /** What came after the decision looked: the request's row is locked, so that nothing can be added after it. */
    void endAll(RequestStatus end) {
        h.createUpdate("""
                        UPDATE wishes SET ended_at = :at, outcome = :outcome, ended_why = :why, ended_by = :who
                        WHERE request = :request AND ended_at IS NULL""")
                .bind("request", set.request().value())
                .bind("at", Columns.time(set.set().at()))
                .bind("outcome", WishOutcome.WITHDRAWN.word())
                .bind("why", "the request is " + end.word())
                .bind("who", set.set().who())
                .execute();
    }

    void end(Change.EndWish c) {
        NotAsStored.unlessOne(h.createUpdate("""
                        UPDATE wishes SET ended_at = :at, outcome = :outcome, ended_why = :why, ended_by = :who
                        WHERE request = :request AND id = :id AND ended_at IS NULL""")
                .bind("request", set.request().value())
                .bind("id", c.id())
                .bind("at", Columns.time(set.set().at()))
                .bind("outcome", c.outcome().word())
                .bind("why", c.reason())
                .bind("who", set.set().who())
                .execute());
    }
}
