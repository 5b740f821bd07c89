package org.wms2.ports.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.store.LedgerStore;

/** The ledger in memory, to read. */
record MemoryLedger(MemoryTables tables) implements LedgerStore {
    @Override
    public List<Span> taken(RequestName request) {
        List<Span> joined = new ArrayList<>();
        for (LedgerEntry entry : tables.read(() -> tables.ledger.active(request))) {
            Span span = entry.span();
            if (!joined.isEmpty() && joined.getLast().end() == span.first()) {
                span = new Span(joined.removeLast().first(), span.end());
            }
            joined.add(span);
        }
        return List.copyOf(joined);
    }

    @Override
    public List<LedgerEntry> entries(RequestName request, Span within) {
        return tables.read(() -> tables.ledger.of(request)).stream()
                .filter(entry -> entry.span().overlaps(within))
                .sorted(Comparator.comparing(LedgerEntry::span).thenComparing(LedgerEntry::at))
                .toList();
    }

    @Override
    public List<Span> spans(RequestName request, WorkUnitId workUnit) {
        return tables.read(() -> tables.ledger.of(request, workUnit)).stream()
                .map(LedgerEntry::span)
                .sorted()
                .toList();
    }

    @Override
    public Map<LedgerState, Long> positions(RequestName request) {
        return tables.read(() -> {
            Map<LedgerState, Long> positions = new EnumMap<>(LedgerState.class);
            for (LedgerEntry entry : tables.ledger.active(request)) {
                LedgerState state = state(entry);
                if (state != LedgerState.AVAILABLE) {
                    positions.merge(state, entry.span().size(), Long::sum);
                }
            }
            return positions;
        });
    }

    private LedgerState state(LedgerEntry entry) {
        WorkUnitId unit = entry.workUnit();
        return unit == null
                ? LedgerState.EXCLUDED
                : LedgerState.of(tables.units.find(unit).orElseThrow().status());
    }

    @Override
    public List<WorkUnitId> mismatched(RequestName request) {
        return tables.read(() -> tables.units.of(request).stream()
                .filter(unit -> hasSpans(unit) == (unit.status() == WorkUnitStatus.REPLACED))
                .map(WorkUnit::id)
                .sorted(Comparator.comparing(WorkUnitId::value))
                .toList());
    }

    private boolean hasSpans(WorkUnit unit) {
        return tables.ledger.of(unit.request(), unit.id()).stream().anyMatch(LedgerEntry::active);
    }
}
