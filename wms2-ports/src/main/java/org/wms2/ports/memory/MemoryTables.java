package org.wms2.ports.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.Lfn;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.input.InputBlock;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Exclusion;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Alert;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStore;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.workflow.Workflow;

/** The tables of {@link InMemoryStores}. Every access holds this object's monitor. */
final class MemoryTables {
    /** A request's row: null owner if nobody has it. */
    record Row(Request request, @Nullable String owner, Instant leaseEnd, long generation) {
        Row with(Request changed) {
            return new Row(changed, owner, leaseEnd, generation);
        }
    }

    record IntentKey(SubjectKind kind, String subject, IntentAction action) {}

    record StoredIntent(Intent intent, RequestName request, boolean open) {
        List<Object> group() {
            return List.of(intent.kind(), intent.subject());
        }
    }

    record StoredTransition(RequestName request, Transition transition) {}

    record StoredFailure(RequestName request, Failure failure) {}

    /** What tells failures apart. */
    record FailureKey(
            RequestName request,
            WorkUnitId workUnit,
            int attempt,
            @Nullable SiteName site,
            FailureCategory category,
            int exitCode) {
        FailureKey(RequestName request, Failure f) {
            this(request, f.workUnit(), f.attempt(), f.site(), f.category(), f.exitCode());
        }
    }

    record BanKey(SiteName site, @Nullable RequestName request) {}

    record StoredWish(RequestName request, Wish wish, boolean open) {}

    record Snapshot(SnapshotHeader header, List<InputBlock> blocks, List<Exclusion> exclusions) {}

    private final Deque<Runnable> undo = Table.journal();

    final InstantSource clock;
    final Table<RequestName, Row, RequestName> requests =
            new Table<>(undo, r -> r.request().name());
    final Table<DagKey, Dag, RequestName> dags = new Table<>(undo, Dag::request);
    final Table<DagKey, Pilot, RequestName> pilots = new Table<>(undo, Pilot::request);
    final Table<String, RemovedDirectory, RequestName> removedDirectories =
            new Table<>(undo, RemovedDirectory::request);
    final Table<WorkUnitId, WorkUnit, RequestName> units = new Table<>(undo, WorkUnit::request);
    final Table<BlockName, OutputBlock, RequestName> blocks = new Table<>(undo, OutputBlock::request);
    final Table<Lfn, RegisteredFile, BlockName> files = new Table<>(undo, RegisteredFile::block);
    final Table<IntentKey, StoredIntent, List<Object>> intents = new Table<>(undo, StoredIntent::group);
    final Table<Integer, StoredTransition, RequestName> transitions = new Table<>(undo, StoredTransition::request);
    final Table<Long, StoredWish, RequestName> wishes = new Table<>(undo, StoredWish::request);
    final Table<FailureKey, StoredFailure, RequestName> failures = new Table<>(undo, StoredFailure::request);
    final Set<Alert> alerts = new HashSet<>();
    final Map<BanKey, SiteBan> bans = new HashMap<>();
    final LedgerTable ledger = new LedgerTable(undo);
    final Map<RequestName, Workflow> workflows = new HashMap<>();
    final Map<RequestName, Snapshot> snapshots = new HashMap<>();
    final Map<SiteName, SiteStore.Site> sites = new TreeMap<>();
    private final Set<List<Object>> places = new HashSet<>();

    MemoryTables(InstantSource clock) {
        this.clock = clock;
    }

    /** Runs a transaction: what it wrote is undone if it throws. */
    synchronized <T> T write(Supplier<T> work) {
        undo.clear();
        try {
            return work.get();
        } catch (RuntimeException e) {
            while (!undo.isEmpty()) {
                undo.pop().run();
            }
            throw e;
        }
    }

    synchronized <T> T read(Supplier<T> work) {
        return work.get();
    }

    /** Notes, within a transaction, how to undo what was written. */
    void undo(Runnable how) {
        undo.push(how);
    }

    /** Takes the place of a work unit in its round; false if it is taken. */
    boolean takePlace(WorkUnit unit) {
        List<Object> place = List.of(unit.request(), unit.round(), unit.ordinal());
        boolean free = places.add(place);
        if (free) {
            undo.push(() -> places.remove(place));
        }
        return free;
    }

    void ban(SiteBan ban) {
        BanKey key = new BanKey(ban.site(), ban.request());
        SiteBan before = bans.put(key, ban);
        undo.push(() -> {
            if (before == null) {
                bans.remove(key);
            } else {
                bans.put(key, before);
            }
        });
    }

    void transition(RequestName request, Transition transition) {
        transitions.put(transitions.size(), new StoredTransition(request, transition));
    }

    Row row(RequestName name) {
        Optional<Row> row = requests.find(name);
        return row.orElseThrow(() -> new Wms2Exception(ErrorCode.INTERNAL, "no request " + name + " is stored"));
    }
}
