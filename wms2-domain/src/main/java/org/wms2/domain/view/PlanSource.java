package org.wms2.domain.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.wms2.domain.ledger.EarlierPlans;
import org.wms2.domain.ledger.UnitRounds;
import org.wms2.domain.planning.BlockSource;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.domain.planning.SiteView;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.LedgerStore;
import org.wms2.ports.store.SnapshotStore;
import org.wms2.ports.store.Stores;
import org.wms2.ports.workflow.GeneratorRange;
import org.wms2.ports.workflow.Workflow;

/**
 * Where a view gets a plan from: what is stored, or what has been read for a simulation.
 *
 * @param settings and sites, by which what is available would be planned
 * @param next the round that would be planned next, from 0
 * @param jobsBefore jobs of all rounds before
 * @param positions of the ledger
 * @param within blocks that have positions in a span
 * @param all blocks, also those of which everything is excluded
 * @param exclusions input without positions
 * @param taken positions that are not available
 * @param states positions by state, without the available ones
 * @param entries of the ledger that overlap a span
 * @param spans of a work unit
 * @param rounds that are planned; empty for a simulation
 */
record PlanSource(
        Workflow workflow,
        PlanningSettings settings,
        SiteView sites,
        int processingVersion,
        int priority,
        int next,
        long jobsBefore,
        long positions,
        BlockSource within,
        Iterable<InputBlock> all,
        List<Exclusion> exclusions,
        List<Span> taken,
        Map<LedgerState, Long> states,
        Function<Span, List<LedgerEntry>> entries,
        Function<WorkUnitId, List<Span>> spans,
        Optional<UnitRounds> rounds) {

    /**
     * What is stored of a request.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code NOT_FOUND if it has work units and no ledger
     */
    static PlanSource stored(
            Request request, Workflow workflow, Stores stores, PlanningSettings settings, SiteView sites) {
        LedgerStore ledger = stores.ledger();
        SnapshotStore snapshots = stores.snapshots();
        UnitRounds rounds = new UnitRounds(stores.work(), request.name());
        long positions = workflow.generation()
                .map(GeneratorRange::events)
                .orElseGet(() -> snapshots
                        .header(request.name())
                        .map(SnapshotHeader::positions)
                        .orElse(0L));
        EarlierPlans.refuse(stores, workflow, positions);
        return new PlanSource(
                workflow,
                settings,
                sites,
                request.processingVersion(),
                request.priority(),
                rounds.next(),
                stores.work().counts(request.name()).jobs(),
                positions,
                span -> snapshots.blocks(request.name(), span),
                snapshots.blocks(request.name()),
                snapshots.exclusions(request.name()),
                ledger.taken(request.name()),
                ledger.positions(request.name()),
                span -> ledger.entries(request.name(), span),
                unit -> ledger.spans(request.name(), unit),
                Optional.of(rounds));
    }

    /** An input that has been read and is not stored; no blocks for a generator. */
    static PlanSource simulated(
            Workflow workflow,
            int priority,
            List<InputBlock> blocks,
            List<Exclusion> exclusions,
            PlanningSettings settings,
            SiteView sites) {
        long positions = workflow.generation()
                .map(GeneratorRange::events)
                .orElseGet(
                        () -> blocks.stream().mapToLong(InputBlock::positions).sum());
        return new PlanSource(
                workflow,
                settings,
                sites,
                1,
                priority,
                0,
                0,
                positions,
                span -> () -> blocks.stream()
                        .filter(b -> b.endPosition() > span.first() && b.firstPosition() < span.end())
                        .iterator(),
                blocks,
                exclusions,
                List.of(),
                Map.of(),
                span -> List.of(),
                unit -> List.of(),
                Optional.empty());
    }
}
