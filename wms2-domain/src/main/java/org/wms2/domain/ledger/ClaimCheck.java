package org.wms2.domain.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.store.LedgerStore;

/** Checks the ledger in sum: each position in one state, none beyond the last one. */
record ClaimCheck(LedgerStore ledger, RequestName request, UnitRounds rounds, long positions, Findings findings) {

    /** Positions by state, the available ones included. */
    Map<LedgerState, Long> check() {
        findings.make(AuditCheck.CLAIMS);
        for (WorkUnitId id : ledger.mismatched(request)) {
            Optional<WorkUnit> unit = rounds.find(id);
            findings.differs(
                    AuditCheck.CLAIMS,
                    unit.map(UnitCheck::name).orElse("work unit " + id + " (not in any DAG)") + " is "
                            + unit.map(u -> u.status().word()).orElse("unknown")
                            + ", and its positions are not: it holds some although it was replaced, or none");
        }
        List<Span> taken = ledger.taken(request);
        Map<LedgerState, Long> states = new EnumMap<>(LedgerState.class);
        states.putAll(ledger.positions(request));
        long held = states.values().stream().mapToLong(Long::longValue).sum();
        if (!taken.isEmpty() && taken.getLast().end() > positions) {
            findings.differs(
                    AuditCheck.CLAIMS,
                    "positions up to " + taken.getLast().end() + " are taken, and there are only " + positions);
        }
        long available = positions - Spans.size(taken);
        states.merge(LedgerState.AVAILABLE, available, Long::sum);
        if (held + available == positions) {
            findings.same(AuditCheck.STATES);
        } else {
            findings.differs(
                    AuditCheck.STATES,
                    held + " positions are in a state and " + available + " available, and there are " + positions
                            + overlap(taken));
        }
        return states;
    }

    /** Positions that were excluded after they had been given, by reason; goes through all entries. */
    Map<ExclusionReason, Long> excluded() {
        Map<ExclusionReason, Long> byReason = new EnumMap<>(ExclusionReason.class);
        for (Span span : ledger.taken(request)) {
            for (LedgerEntry entry : ledger.entries(request, span)) {
                ExclusionReason reason = entry.reason();
                if (entry.active() && reason != null) {
                    byReason.merge(reason, entry.span().size(), Long::sum);
                }
            }
        }
        return byReason;
    }

    /** The first two that hold the same position, in words. */
    private String overlap(List<Span> taken) {
        for (Span span : taken) {
            @Nullable LedgerEntry before = null;
            for (LedgerEntry entry : ledger.entries(request, span)) {
                if (!entry.active()) {
                    continue;
                }
                if (before != null && before.span().overlaps(entry.span())) {
                    return ": " + owner(before) + " and " + owner(entry) + " both hold position "
                            + entry.span().first();
                }
                before = before == null || entry.span().end() > before.span().end() ? entry : before;
            }
        }
        return "";
    }

    private String owner(LedgerEntry entry) {
        WorkUnitId unit = entry.workUnit();
        return unit == null
                ? "the exclusion of " + entry.span() + " (" + entry.why() + ")"
                : rounds.find(unit).map(UnitCheck::name).orElse("work unit " + unit);
    }
}
