package org.wms2.ports.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;

/** Table ledger in memory: two active entries of a request never overlap. */
final class LedgerTable {
    /** Entries of one request in the order in which they were made; those that are active also by first position. */
    private record Ledger(
            List<LedgerEntry> entries, TreeMap<Long, Integer> active, Map<WorkUnitId, List<Integer>> units) {
        Ledger() {
            this(new ArrayList<>(), new TreeMap<>(), new HashMap<>());
        }
    }

    private final Map<RequestName, Ledger> ledgers = new HashMap<>();
    private final Deque<Runnable> undo;

    LedgerTable(Deque<Runnable> undo) {
        this.undo = undo;
    }

    /**
     * Adds an active entry.
     *
     * @throws Wms2Exception CONFLICT with both owners if one of its positions is taken
     */
    void put(RequestName request, LedgerEntry entry) {
        Ledger ledger = ledgers.computeIfAbsent(request, name -> new Ledger());
        Map.Entry<Long, Integer> before =
                ledger.active().lowerEntry(entry.span().end());
        if (before != null && ledger.entries().get(before.getValue()).span().overlaps(entry.span())) {
            throw taken(request, ledger.entries().get(before.getValue()), entry);
        }
        int index = ledger.entries().size();
        ledger.entries().add(entry);
        ledger.active().put(entry.span().first(), index);
        WorkUnitId unit = entry.workUnit();
        if (unit != null) {
            ledger.units().computeIfAbsent(unit, id -> new ArrayList<>()).add(index);
        }
        undo.push(() -> {
            ledger.entries().removeLast();
            ledger.active().remove(entry.span().first());
            if (unit != null) {
                ledger.units().getOrDefault(unit, new ArrayList<>()).removeLast();
            }
        });
    }

    private static Wms2Exception taken(RequestName request, LedgerEntry owner, LedgerEntry late) {
        Span span = new Span(
                Math.max(owner.span().first(), late.span().first()),
                Math.min(owner.span().end(), late.span().end()));
        return new Wms2Exception(
                ErrorCode.CONFLICT,
                "ledger: positions " + span + " of request " + request + " are "
                        + (owner.workUnit() == null
                                ? "excluded already (" + owner.why() + ")"
                                : "work unit " + owner.workUnit() + "'s already")
                        + "; "
                        + (late.workUnit() == null
                                ? "they can't be excluded (" + late.why() + ")"
                                : "work unit " + late.workUnit() + " can't have them"));
    }

    /** Gives the spans of a work unit back. */
    void free(RequestName request, WorkUnitId unit) {
        Ledger ledger = ledgers.get(request);
        if (ledger == null) {
            return;
        }
        for (int index : ledger.units().getOrDefault(unit, List.of())) {
            LedgerEntry e = ledger.entries().get(index);
            if (e.active()) {
                ledger.entries()
                        .set(index, new LedgerEntry(e.span(), unit, null, e.why(), false, e.at(), e.invalidatedAt()));
                ledger.active().remove(e.span().first());
                undo.push(() -> {
                    ledger.entries().set(index, e);
                    ledger.active().put(e.span().first(), index);
                });
            }
        }
    }

    /** Marks the entries of a work unit: what was made of them is no longer valid. */
    void invalidate(RequestName request, WorkUnitId unit, Instant at) {
        Ledger ledger = ledgers.getOrDefault(request, new Ledger());
        for (int index : ledger.units().getOrDefault(unit, List.of())) {
            LedgerEntry e = ledger.entries().get(index);
            if (e.invalidatedAt() == null) {
                ledger.entries().set(index, new LedgerEntry(e.span(), unit, null, e.why(), e.active(), e.at(), at));
                undo.push(() -> ledger.entries().set(index, e));
            }
        }
    }

    /** All entries of a request in the order in which they were made. */
    List<LedgerEntry> of(RequestName request) {
        Ledger ledger = ledgers.get(request);
        return ledger == null ? List.of() : List.copyOf(ledger.entries());
    }

    /** Active entries of a request by position. */
    List<LedgerEntry> active(RequestName request) {
        Ledger ledger = ledgers.get(request);
        return ledger == null
                ? List.of()
                : ledger.active().values().stream().map(ledger.entries()::get).toList();
    }

    /** Entries of a work unit in the order in which they were made. */
    List<LedgerEntry> of(RequestName request, WorkUnitId unit) {
        Ledger ledger = ledgers.get(request);
        return ledger == null
                ? List.of()
                : ledger.units().getOrDefault(unit, List.of()).stream()
                        .map(ledger.entries()::get)
                        .toList();
    }
}
