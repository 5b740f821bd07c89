package org.wms2.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.planning.Planner;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.domain.planning.RoundInput;
import org.wms2.domain.planning.RoundPlan;
import org.wms2.domain.planning.RoundRequest;
import org.wms2.domain.planning.SiteView;
import org.wms2.domain.splitting.InputUnits;
import org.wms2.domain.splitting.Splitters;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.RunLumis;
import org.wms2.ports.input.SnapshotPart;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.memory.InMemoryStores;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.LumiEvents;
import org.wms2.ports.output.OutputFile;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.EventRange;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.LumiRange;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.Stores;
import org.wms2.ports.workflow.OutputModule;
import org.wms2.ports.workflow.Workflow;

/** One request in stores without a database: its rounds are planned, its work units go well or fail, step by step. */
public final class LedgerWorld {
    private static final SiteName SITE = new SiteName("T2_CH_CERN");

    public final Stores stores = InMemoryStores.create(() -> SampleRows.T0);
    public final Workflow workflow;
    public final RequestName name;
    private final PlanningSettings settings;
    private final Claim claim;
    private int nextRound;
    private int blocks;
    private long files;
    private Instant now = SampleRows.T0;

    /** A request with this input, of which the first reading has been stored. */
    public LedgerWorld(Workflow workflow, List<InputBlock> input, PlanningSettings settings) {
        this.workflow = workflow;
        this.name = workflow.request();
        this.settings = settings;
        stores.requests().create(SampleRows.request(name.value(), RequestStatus.QUEUED), workflow, "me");
        this.claim = stores.requests().claim(name, "me", Duration.ofHours(1)).orElseThrow();
        if (!input.isEmpty()) {
            stores.snapshots().extend(claim, SampleRows.input(), SampleRows.T0, parts(input));
        }
        for (OutputModule output : workflow.keptOutputs()) {
            apply(List.of(new Change.PutBlock(
                    SampleRows.block(name.value(), output.dataset(), "out", BlockStatus.OPEN, 0, 0, 0))));
        }
    }

    /** Sites of the RSEs that test input is at. */
    public static SiteView sites() {
        TreeMap<RseName, SortedSet<SiteName>> map = new TreeMap<>();
        for (String rse : List.of("T1_US_FNAL_Disk", "T2_CH_CERN", "T2_DE_DESY", "T2_US_Nebraska")) {
            map.put(new RseName(rse), new TreeSet<>(List.of(new SiteName(rse.replace("_Disk", "")))));
        }
        return new SiteView(new SiteMap(map), new TreeMap<>());
    }

    /** More of the input: blocks with positions after those that are there, and what of them has none. */
    private Iterator<SnapshotPart> parts(List<InputBlock> input) {
        InputUnits units = Splitters.units(workflow);
        List<SnapshotPart> parts = new ArrayList<>();
        long position = stores.snapshots().header(name).map(h -> h.positions()).orElse(0L);
        for (InputBlock block : input) {
            long positions = units.positions(block.files());
            parts.add(new SnapshotPart.Append(
                    new InputBlock(blocks++, block.name(), block.rses(), position, positions, block.files())));
            units.exclusions(block.name(), block.files()).forEach(e -> parts.add(new SnapshotPart.Exclude(e)));
            position += positions;
        }
        return parts.iterator();
    }

    public void grow(List<InputBlock> more) {
        stores.snapshots().extend(claim, SampleRows.input(), SampleRows.T0, parts(more));
    }

    public Request request() {
        return stores.requests().find(name).orElseThrow();
    }

    public void apply(List<Change> changes) {
        now = now.plusSeconds(1);
        assertThat(stores.requests().apply(new ChangeSet(claim, request().version(), now, "me", changes)))
                .isTrue();
    }

    /** Plans the next round; its work units, none if nothing can be planned. */
    public List<WorkUnit> plan() {
        long positions = stores.snapshots().header(name).map(h -> h.positions()).orElse(0L);
        List<Span> taken = stores.ledger().taken(name);
        RoundInput input = workflow.generation()
                .map(generator -> RoundInput.of(generator, taken))
                .orElseGet(() -> new RoundInput(
                        positions, taken, within -> stores.snapshots().blocks(name, within)));
        RoundPlan plan = new Planner(settings)
                .round(
                        new RoundRequest(
                                workflow,
                                request().processingVersion(),
                                nextRound,
                                stores.work().counts(name).jobs(),
                                1),
                        input,
                        sites());
        List<Change> changes = new ArrayList<>();
        for (Span span : plan.overTimeLimit()) {
            changes.add(new Change.ExcludeInput(span, ExclusionReason.OVER_TIME_LIMIT, "too long"));
        }
        if (plan instanceof RoundPlan.Ready ready) {
            DagHeader header = ready.plan().header();
            changes.add(new Change.PutDag(new Dag(
                    header.key(), name, nextRound, DagStatus.READY, "/spool", Layout.SUBDAG, null, 0, 0, 0, "", now)));
            for (WorkUnitPlan unit : ready.plan().workUnits()) {
                changes.add(new Change.PutWorkUnits(List.of(row(unit, header))));
                changes.add(new Change.ClaimInput(unit.id(), unit.spans()));
            }
            apply(changes);
            nextRound++;
            return stores.work().workUnits(header.key());
        }
        apply(changes);
        return List.of();
    }

    /** The next round's DAG gets its tag; its files, and with them its work units, are not there yet. */
    public void tagDag() {
        DagKey key = new DagKey(DagTag.of(name, request().processingVersion(), nextRound), 0);
        apply(List.of(
                new Change.SetRound(nextRound, 0, false),
                new Change.PutDag(new Dag(
                        key, name, nextRound, DagStatus.PLANNING, "/spool", Layout.SUBDAG, null, 0, 0, 0, "", now))));
    }

    /** DAGMan has ended well. */
    public void endDag() {
        Dag dag = stores.work().latestDag(name).orElseThrow();
        apply(List.of(new Change.MoveDag(dag.key(), dag.status(), DagStatus.COMPLETED, "")));
    }

    private WorkUnit row(WorkUnitPlan unit, DagHeader header) {
        return new WorkUnit(
                unit.id(),
                name,
                header.key(),
                nextRound,
                unit.ordinal(),
                WorkUnitStatus.PLANNED,
                unit.jobs().size(),
                unit.files(),
                unit.expectedOutputEvents(),
                null,
                now);
    }

    public WorkUnit unit(WorkUnitId id) {
        return new UnitRounds(stores.work(), name).find(id).orElseThrow();
    }

    /** Moves a work unit on; a merged one gets the files that its jobs would have made. */
    public void move(WorkUnitId id, WorkUnitStatus to) {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.MoveWorkUnit(
                id, unit(id).status(), to, to == WorkUnitStatus.MERGED ? SITE : null, "because"));
        if (to == WorkUnitStatus.MERGED) {
            changes.add(new Change.PutFiles(outputs(id)));
        }
        apply(changes);
    }

    /** Planned, running, merged. */
    public void merge(WorkUnitId id) {
        move(id, WorkUnitStatus.RUNNING);
        move(id, WorkUnitStatus.MERGED);
    }

    /** Planned, running, failed, replaced. */
    public void replace(WorkUnitId id) {
        move(id, WorkUnitStatus.RUNNING);
        move(id, WorkUnitStatus.FAILED);
        move(id, WorkUnitStatus.REPLACED);
    }

    /** Two merged files of each output: that of the first job, and that of the others. */
    private List<RegisteredFile> outputs(WorkUnitId id) {
        List<UnitJobs.Placed> jobs = new UnitJobs(
                        workflow, span -> stores.snapshots().blocks(name, span))
                .of(stores.ledger().spans(name, id));
        List<RegisteredFile> made = new ArrayList<>();
        for (OutputModule output : workflow.keptOutputs()) {
            made.add(file(id, output, jobs.subList(0, 1)));
            if (jobs.size() > 1) {
                made.add(file(id, output, jobs.subList(1, jobs.size())));
            }
        }
        return made;
    }

    private RegisteredFile file(WorkUnitId id, OutputModule output, List<UnitJobs.Placed> jobs) {
        SortedMap<Integer, SortedSet<Long>> lumis = new TreeMap<>();
        long events = 0;
        for (UnitJobs.Placed placed : jobs) {
            events += placed.job().outputEvents();
            @Nullable EventRange range = placed.job().range();
            if (range != null && placed.job().inputs().isEmpty()) {
                add(lumis, range.run(), new LumiRange(range.firstLumi(), range.lastLumi()));
            } else if (placed.job().mask().isEmpty()) {
                placed.job().inputs().forEach(input -> add(lumis, input.runs()));
            } else {
                add(lumis, placed.job().mask());
            }
        }
        List<LumiEvents> sections = new ArrayList<>();
        long left = events;
        for (Map.Entry<Integer, SortedSet<Long>> run : lumis.entrySet()) {
            for (long lumi : run.getValue()) {
                sections.add(new LumiEvents(run.getKey(), lumi, left));
                left = 0;
            }
        }
        Lfn lfn = new Lfn("/store/data/Era/Sample/AOD/Test-v1/00000/" + id + "-" + files++ + ".root");
        OutputFile file = new OutputFile(
                lfn, output.dataset(), output.step(), output.module(), 1_000, "0a1b2c3d", events, sections, List.of());
        return new RegisteredFile(file, new BlockName(output.dataset() + "#out"), id);
    }

    private static void add(SortedMap<Integer, SortedSet<Long>> lumis, List<RunLumis> runs) {
        runs.forEach(run -> run.lumis().forEach(range -> add(lumis, run.run(), range)));
    }

    private static void add(SortedMap<Integer, SortedSet<Long>> lumis, int run, LumiRange range) {
        SortedSet<Long> all = lumis.computeIfAbsent(run, r -> new TreeSet<>());
        for (long lumi = range.first(); lumi <= range.last(); lumi++) {
            all.add(lumi);
        }
    }

    /** The first kept output. */
    public DatasetName dataset() {
        return workflow.keptOutputs().getFirst().dataset();
    }
}
