package org.wms2.domain.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.LedgerState;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.LedgerStore;
import org.wms2.ports.store.OutputStore;
import org.wms2.ports.store.SnapshotStore;
import org.wms2.ports.store.Stores;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.store.WorkStore;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.ports.workflow.Workflow;

/** Stores that somebody has changed behind WMS2's back. */
public final class Tampered {
    private Tampered() {}

    /** With each work unit's files changed. */
    static Stores files(Stores stores, UnaryOperator<List<RegisteredFile>> change) {
        OutputStore changed = new Outputs(stores.outputs(), change);
        return new Stores(
                stores.requests(),
                stores.work(),
                changed,
                stores.snapshots(),
                stores.ledger(),
                stores.wishes(),
                stores.sites(),
                stores.failures(),
                stores.alerts());
    }

    /** With each work unit's row changed. */
    static Stores units(Stores stores, UnaryOperator<WorkUnit> change) {
        WorkStore changed = new Work(stores.work(), change);
        return new Stores(
                stores.requests(),
                changed,
                stores.outputs(),
                stores.snapshots(),
                stores.ledger(),
                stores.wishes(),
                stores.sites(),
                stores.failures(),
                stores.alerts());
    }

    /** With the entries of the ledger changed; what is summed over them changes too. */
    static Stores entries(Stores stores, UnaryOperator<List<LedgerEntry>> change) {
        LedgerStore changed = new Ledger(stores.ledger(), change);
        return new Stores(
                stores.requests(),
                stores.work(),
                stores.outputs(),
                stores.snapshots(),
                changed,
                stores.wishes(),
                stores.sites(),
                stores.failures(),
                stores.alerts());
    }

    /** As version 1 of the database has left a request: nothing is in the ledger, and blocks have no positions. */
    public static Stores versionOne(Stores stores) {
        SnapshotStore without = new Snapshots(stores.snapshots());
        LedgerStore empty = new Ledger(stores.ledger(), entries -> List.of());
        return new Stores(
                stores.requests(),
                stores.work(),
                stores.outputs(),
                without,
                empty,
                stores.wishes(),
                stores.sites(),
                stores.failures(),
                stores.alerts());
    }

    private record Snapshots(SnapshotStore real) implements SnapshotStore {
        @Override
        public SnapshotHeader extend(Claim claim, DatasetName dataset, Instant at, Iterator<SnapshotPart> parts) {
            return real.extend(claim, dataset, at, parts);
        }

        @Override
        public Optional<SnapshotHeader> header(RequestName request) {
            return real.header(request)
                    .map(h -> new SnapshotHeader(
                            h.request(),
                            h.dataset(),
                            h.readAt(),
                            h.changedAt(),
                            h.blocks(),
                            h.files(),
                            0,
                            h.events(),
                            h.bytes(),
                            0));
        }

        private static InputBlock without(InputBlock block) {
            return new InputBlock(block.ordinal(), block.name(), block.rses(), 0, 0, block.files());
        }

        @Override
        public Iterable<InputBlock> blocks(RequestName request) {
            List<InputBlock> blocks = new ArrayList<>();
            real.blocks(request).forEach(b -> blocks.add(without(b)));
            return blocks;
        }

        @Override
        public Iterable<InputBlock> blocks(RequestName request, Span within) {
            return List.of();
        }

        @Override
        public List<InputBlock> parts(RequestName request, BlockName block) {
            return real.parts(request, block).stream().map(Snapshots::without).toList();
        }

        @Override
        public List<Exclusion> exclusions(RequestName request) {
            return List.of();
        }
    }

    private record Outputs(OutputStore real, UnaryOperator<List<RegisteredFile>> change) implements OutputStore {
        @Override
        public List<OutputBlock> blocks(RequestName name) {
            return real.blocks(name);
        }

        @Override
        public List<RegisteredFile> files(BlockName block) {
            return change.apply(real.files(block));
        }

        @Override
        public List<RegisteredFile> filesOf(RequestName name, WorkUnitId workUnit) {
            return change.apply(real.filesOf(name, workUnit));
        }

        @Override
        public List<OutputDataset> datasets(RequestName name) {
            return real.datasets(name);
        }

        @Override
        public List<WorkUnitId> fullyRegistered(RequestName name) {
            return real.fullyRegistered(name);
        }

        @Override
        public List<BlockName> parentsNotInDbs(BlockName block) {
            return real.parentsNotInDbs(block);
        }
    }

    private record Work(WorkStore real, UnaryOperator<WorkUnit> change) implements WorkStore {
        @Override
        public Optional<Workflow> workflow(RequestName name) {
            return real.workflow(name);
        }

        @Override
        public Optional<Dag> latestDag(RequestName name) {
            return real.latestDag(name);
        }

        @Override
        public Optional<Dag> dag(DagKey key) {
            return real.dag(key);
        }

        @Override
        public Optional<Pilot> pilot(DagKey key) {
            return real.pilot(key);
        }

        @Override
        public List<String> directories(RequestName name) {
            return real.directories(name);
        }

        @Override
        public List<RemovedDirectory> removedDirectories(RequestName name) {
            return real.removedDirectories(name);
        }

        @Override
        public List<RequestName> withOldDirectories(Instant endedBefore, String root, int limit) {
            return real.withOldDirectories(endedBefore, root, limit);
        }

        @Override
        public List<Dag> dags(RequestName name) {
            return real.dags(name);
        }

        @Override
        public Optional<Pilot> pilot(RequestName name) {
            return real.pilot(name);
        }

        @Override
        public List<Dag> openDags() {
            return real.openDags();
        }

        @Override
        public List<WorkUnit> workUnits(DagKey key) {
            return real.workUnits(key).stream().map(change).toList();
        }

        @Override
        public WorkUnitCounts counts(RequestName name) {
            return real.counts(name);
        }

        @Override
        public boolean hasEnded(SubjectKind kind, String subject, IntentAction action) {
            return real.hasEnded(kind, subject, action);
        }

        @Override
        public List<Intent> openIntents(SubjectKind kind, String subject) {
            return real.openIntents(kind, subject);
        }

        @Override
        public List<Transition> transitions(RequestName name) {
            return real.transitions(name);
        }
    }

    private record Ledger(LedgerStore real, UnaryOperator<List<LedgerEntry>> change) implements LedgerStore {
        private List<LedgerEntry> active(RequestName request) {
            return change.apply(real.entries(request, Span.ALL)).stream()
                    .filter(LedgerEntry::active)
                    .toList();
        }

        @Override
        public List<Span> taken(RequestName request) {
            return Spans.joined(active(request).stream().map(LedgerEntry::span).toList());
        }

        @Override
        public List<LedgerEntry> entries(RequestName request, Span within) {
            return change.apply(real.entries(request, within));
        }

        @Override
        public List<Span> spans(RequestName request, WorkUnitId workUnit) {
            return change.apply(real.entries(request, Span.ALL)).stream()
                    .filter(e -> workUnit.equals(e.workUnit()))
                    .map(LedgerEntry::span)
                    .toList();
        }

        /** Of tests whose work units are all planned. */
        @Override
        public Map<LedgerState, Long> positions(RequestName request) {
            return Map.of(
                    LedgerState.PLANNED,
                    active(request).stream().mapToLong(e -> e.span().size()).sum());
        }

        @Override
        public List<WorkUnitId> mismatched(RequestName request) {
            return List.of();
        }
    }
}
