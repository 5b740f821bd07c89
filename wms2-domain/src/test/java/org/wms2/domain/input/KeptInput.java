package org.wms2.domain.input;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.memory.InMemoryStores;
import org.wms2.ports.request.RequestOptions;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.Stores;
import org.wms2.ports.workflow.Workflow;

/** One request's input, read again and again from a catalogue into stores in memory. */
final class KeptInput {
    private static final String REQUEST = "kept";

    final FakeCatalogue catalogue;
    final Workflow workflow;
    final InputUnits units;
    final Stores stores = InMemoryStores.create(InstantSource.fixed(SampleRows.T0));
    private final RequestName name = new RequestName(REQUEST);
    private final RequestOptions caps;
    private final Claim claim;
    private int workUnits;

    /** Whether what comes later is taken in. */
    boolean followed = true;

    KeptInput(FakeCatalogue catalogue, Workflow workflow, RequestOptions caps) {
        this.catalogue = catalogue;
        this.workflow = workflow;
        this.units = Splitters.units(workflow);
        this.caps = caps;
        stores.requests().create(SampleRows.request(REQUEST, RequestStatus.ACTIVE), workflow, "tester");
        this.claim = stores.requests().claim(name, "tester", Duration.ofDays(1)).orElseThrow();
        apply(new Change.PutDag(SampleRows.dag(REQUEST, 0, 0)));
    }

    SnapshotView known() {
        return SnapshotView.of(stores, name);
    }

    /** What a reading finds now. */
    List<SnapshotPart> differences() {
        List<SnapshotPart> parts = new ArrayList<>();
        new SnapshotReader(catalogue, catalogue)
                .read(workflow, caps, followed, known())
                .forEachRemaining(parts::add);
        return parts;
    }

    /** Reads and stores. */
    List<SnapshotPart> refresh() {
        List<SnapshotPart> parts = differences();
        stores.snapshots().extend(claim, FakeCatalogue.DATASET, SampleRows.T0, parts.iterator());
        return parts;
    }

    List<InputBlock> blocks() {
        List<InputBlock> blocks = new ArrayList<>();
        known().blocks().forEach(blocks::add);
        return blocks;
    }

    /** A new work unit takes these positions. */
    WorkUnitId take(Span... spans) {
        WorkUnitId id = SampleRows.unitId(workUnits);
        apply(
                new Change.PutWorkUnits(List.of(SampleRows.unit(REQUEST, 0, workUnits, workUnits))),
                new Change.ClaimInput(id, List.of(spans)));
        workUnits++;
        return id;
    }

    /** A planned work unit is replaced: its positions are given back. */
    void replace(WorkUnitId id) {
        apply(new Change.MoveWorkUnit(id, WorkUnitStatus.PLANNED, WorkUnitStatus.REPLACED, null, "replanned"));
    }

    private void apply(Change... changes) {
        long version = stores.requests().find(name).orElseThrow().version();
        if (!stores.requests().apply(new ChangeSet(claim, version, SampleRows.T0, "tester", List.of(changes)))) {
            throw new IllegalStateException("not applied: " + List.of(changes));
        }
    }
}
