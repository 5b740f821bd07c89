package org.wms2.persistence.jdbi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.WishStore;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;

/** Table wishes. What a change set does to it is {@link WishWriter}'s. */
record JdbiWishStore(Sql sql) implements WishStore {
    /** The column parameters. */
    record Parameters(
            boolean requeue, boolean replan, @Nullable Integer priority) {}

    /**
     * Holds the request's row from before the id is given until the end: a decision that sees all wishes up to an id
     * can't come between, and of a request that becomes final meanwhile nothing is wished.
     */
    @Override
    public Wish add(RequestName request, NewWish wish) {
        return sql.write(h -> {
            RequestStatus status = lock(h, request);
            if (status.isFinal()) {
                throw new Wms2Exception(
                        ErrorCode.CONFLICT,
                        "request " + request + " is " + status.word() + ": nothing can be wished of it any more");
            }
            return insert(h, request, wish);
        });
    }

    private static RequestStatus lock(Handle h, RequestName request) {
        return h.createQuery("SELECT status FROM requests WHERE name = :name FOR NO KEY UPDATE")
                .bind("name", request.value())
                .map((row, context) -> Columns.word(row, "status", RequestStatus.class))
                .findOne()
                .orElseThrow(() -> new Wms2Exception(
                        ErrorCode.NOT_FOUND, "no request " + request + " is known: wms2 list shows those that are"));
    }

    private static Wish insert(Handle h, RequestName request, NewWish wish) {
        return h.createQuery("""
                        INSERT INTO wishes (request, kind, subject, wish, parameters, at, who, why)
                        VALUES (:request, :kind, :request, :wish, CAST(:parameters AS jsonb), clock_timestamp(), :who, :why)
                        RETURNING id, at""")
                .bind("request", request.value())
                .bind("kind", SubjectKind.REQUEST.word())
                .bind("wish", wish.kind().word())
                .bind("parameters", Json.write(new Parameters(wish.requeue(), wish.replan(), wish.priority())))
                .bind("who", wish.who())
                .bind("why", wish.why())
                .map((row, context) -> new Wish(row.getLong("id"), wish, false, Columns.instant(row, "at")))
                .one();
    }

    @Override
    public List<Wish> open(RequestName request) {
        return sql.read(h -> h.createQuery("""
                        SELECT id, wish, parameters, at, who, why, seen FROM wishes
                        WHERE request = :request AND ended_at IS NULL AND kind = :kind ORDER BY id""")
                .bind("request", request.value())
                .bind("kind", SubjectKind.REQUEST.word())
                .map((row, context) -> wish(row))
                .list());
    }

    private static Wish wish(ResultSet row) throws SQLException {
        Parameters parameters = Json.read(Columns.text(row, "parameters"), Parameters.class);
        NewWish what = new NewWish(
                Columns.word(row, "wish", WishKind.class),
                parameters.requeue(),
                parameters.replan(),
                parameters.priority(),
                Columns.text(row, "who"),
                Columns.text(row, "why"));
        return new Wish(row.getLong("id"), what, row.getBoolean("seen"), Columns.instant(row, "at"));
    }
}
