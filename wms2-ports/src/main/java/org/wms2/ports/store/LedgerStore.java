package org.wms2.ports.store;

import java.util.List;
import java.util.Map;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;

/**
 * The ledger of each request, to read. It is written by {@link Change.ClaimInput}, {@link Change.ExcludeInput} and
 * {@link org.wms2.ports.input.SnapshotPart.Invalidate}; a work unit that becomes replaced gives its spans back. Two active
 * entries of a request never overlap, whoever writes them: the database refuses the second.
 */
public interface LedgerStore {
    /** Positions of active entries, ascending, touching ones joined: all others are available. */
    List<Span> taken(RequestName request);

    /** Entries that overlap a span, by span, then time; those given back included. */
    List<LedgerEntry> entries(RequestName request, Span within);

    /** Spans of a work unit, ascending, also after it was replaced. */
    List<Span> spans(RequestName request, WorkUnitId workUnit);

    /** Number of positions in each state; available ones are not counted, states without any are absent. */
    Map<LedgerState, Long> positions(RequestName request);

    /** Work units that should have active spans and have none, or that were replaced and still have some, by id. */
    List<WorkUnitId> mismatched(RequestName request);
}
