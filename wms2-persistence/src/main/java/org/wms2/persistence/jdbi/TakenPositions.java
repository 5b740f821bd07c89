package org.wms2.persistence.jdbi;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.wms2.persistence.jdbi.LedgerWriter.NewEntry;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;

/** Says in words whose the positions are that an entry can't have. */
record TakenPositions(Handle h, RequestName request) {
    /** The error for entries of which the database refused one. */
    Wms2Exception conflict(List<NewEntry> entries, Exception cause) {
        return stored(entries)
                .or(() -> among(entries))
                .map(words -> new Wms2Exception(ErrorCode.CONFLICT, words, cause))
                .orElseGet(() -> new Wms2Exception(
                        ErrorCode.CONFLICT,
                        "ledger: positions of request " + request + " were taken by another: decide anew",
                        cause));
    }

    private Optional<String> stored(List<NewEntry> entries) {
        for (NewEntry late : entries) {
            Optional<LedgerEntry> owner = h.createQuery("SELECT " + JdbiLedgerStore.COLUMNS
                            + " FROM ledger WHERE request = :request AND active AND span && int8range(:first, :end)"
                            + " ORDER BY span LIMIT 1")
                    .bind("request", request.value())
                    .bind("first", late.span().first())
                    .bind("end", late.span().end())
                    .map((row, context) -> JdbiLedgerStore.entry(row))
                    .findOne();
            if (owner.isPresent()) {
                LedgerEntry o = owner.get();
                return Optional.of(words(new NewEntry(o.span(), o.workUnit(), o.reason(), o.why(), o.at()), late));
            }
        }
        return Optional.empty();
    }

    private Optional<String> among(List<NewEntry> entries) {
        for (int late = 1; late < entries.size(); late++) {
            for (NewEntry owner : entries.subList(0, late)) {
                if (owner.span().overlaps(entries.get(late).span())) {
                    return Optional.of(words(owner, entries.get(late)));
                }
            }
        }
        return Optional.empty();
    }

    private String words(NewEntry owner, NewEntry late) {
        Span span = new Span(
                Math.max(owner.span().first(), late.span().first()),
                Math.min(owner.span().end(), late.span().end()));
        WorkUnitId has = owner.workUnit();
        WorkUnitId wants = late.workUnit();
        return "ledger: positions " + span + " of request " + request + " are "
                + (has == null ? "excluded already (" + owner.why() + ")" : "work unit " + has + "'s already")
                + "; "
                + (wants == null
                        ? "they can't be excluded (" + late.why() + ")"
                        : "work unit " + wants + " can't have them");
    }
}
