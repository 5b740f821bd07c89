package org.wms2.persistence.jdbi;

import java.util.List;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.store.Alert;
import org.wms2.ports.store.AlertKind;
import org.wms2.ports.store.AlertStore;

/** Table alerts. */
record JdbiAlertStore(Sql sql) implements AlertStore {
    @Override
    public boolean addIfNew(Alert alert) {
        return sql.write(h -> {
            boolean known = h.createQuery("SELECT count(*) FROM requests WHERE name = :request")
                            .bind("request", alert.request().value())
                            .mapTo(Long.class)
                            .one()
                    > 0;
            if (!known) {
                throw new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + alert.request());
            }
            return h.createUpdate("""
                            INSERT INTO alerts (request, kind, since) VALUES (:request, :kind, :since)
                            ON CONFLICT DO NOTHING""")
                            .bind("request", alert.request().value())
                            .bind("kind", alert.kind().word())
                            .bind("since", Columns.time(alert.since()))
                            .execute()
                    > 0;
        });
    }

    @Override
    public List<Alert> of(RequestName request) {
        return sql.read(h -> h.createQuery("""
                        SELECT kind, since FROM alerts WHERE request = :request ORDER BY since, kind""")
                .bind("request", request.value())
                .map((row, context) ->
                        new Alert(request, Columns.word(row, "kind", AlertKind.class), Columns.instant(row, "since")))
                .list());
    }
}
