package org.wms2.persistence.jdbi;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.SubjectKind;

/** Writes table transitions. */
final class Transitions {
    private Transitions() {}

    static void ofRequest(Handle h, RequestName request, String from, String to, Instant at, String why, String who) {
        insert(h, request, SubjectKind.REQUEST, request.value(), from, to, at, why, who);
    }

    static void insert(
            Handle h,
            RequestName request,
            SubjectKind kind,
            String subject,
            String from,
            String to,
            Instant at,
            String why,
            String who) {
        h.createUpdate("""
                        INSERT INTO transitions (request, kind, subject, from_status, to_status, at, why, who)
                        VALUES (:request, :kind, :subject, :from, :to, :at, :why, :who)""")
                .bind("request", request.value())
                .bind("kind", kind.word())
                .bind("subject", subject)
                .bind("from", from)
                .bind("to", to)
                .bind("at", Columns.time(at))
                .bind("why", why)
                .bind("who", who)
                .execute();
    }
}
