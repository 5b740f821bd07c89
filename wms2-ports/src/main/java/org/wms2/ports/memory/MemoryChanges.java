package org.wms2.ports.memory;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.memory.MemoryTables.FailureKey;
import org.wms2.ports.memory.MemoryTables.IntentKey;
import org.wms2.ports.memory.MemoryTables.StoredFailure;
import org.wms2.ports.memory.MemoryTables.StoredIntent;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.workflow.Workflow;

/** Writes the parts of one change set into memory; throws {@link NotAsStored} where a "from" differs. */
record MemoryChanges(MemoryTables tables, ChangeSet set) {
    static final class NotAsStored extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static void check(boolean asStored) {
        if (!asStored) {
            throw new NotAsStored();
        }
    }

    void apply() {
        set.changes().forEach(this::write);
        set.end().ifPresent(status -> new MemoryWishes(tables).endAll(name()));
        edit(r -> r.version++);
    }

    private void edit(Consumer<RequestEdit> how) {
        RequestEdit row = new RequestEdit(current());
        how.accept(row);
        tables.requests.put(name(), tables.row(name()).with(row.done()));
    }

    private void write(Change change) {
        switch (change) {
            case Change.MoveRequest c -> moveRequest(c);
            case Change.Wait c -> waitFor(c);
            case Change.TakeSteps c -> edit(r -> r.stepsTaken = c.taken());
            case Change.SetOwing c -> edit(r -> r.owing = c.owing());
            case Change.SetPriority c -> setPriority(c.priority());
            case Change.SeeWishes c -> new MemoryWishes(tables).see(name(), c.upTo());
            case Change.EndWish c -> check(new MemoryWishes(tables).end(name(), c.id()));
            case Change.SetRound c ->
                edit(r -> {
                    r.round = c.round();
                    r.plannedUnits = c.plannedUnits();
                    r.inputExhausted = c.inputExhausted();
                });
            case Change.PutRescue c -> putRescue(c.dag());
            case Change.PutFailures c -> c.failures().forEach(this::putFailure);
            case Change.BanSite c -> banSite(c.ban());
            case Change.PutPilot c -> putPilot(c);
            case Change.RemoveDirectory c -> removeDirectory(c.removed());
            case Change.TuneWorkflow c -> tune(c.workflow());
            case Change.PutDag c -> putDag(c.dag());
            case Change.ReadyDag c -> readyDag(c);
            case Change.MoveDag c -> moveDag(c);
            case Change.FixCluster c -> fixCluster(c);
            case Change.PutWorkUnits c -> c.units().forEach(this::putUnit);
            case Change.MoveWorkUnit c -> moveUnit(c);
            case Change.ClaimInput c -> claimInput(c);
            case Change.ExcludeInput c ->
                tables.ledger.put(name(), new LedgerEntry(c.span(), null, c.reason(), c.why(), true, set.at()));
            case Change.PutBlock c -> putBlock(c.block());
            case Change.UpdateBlock c -> updateBlock(c);
            case Change.InvalidateOutputs c -> new MemoryInvalidation(tables, set).write(c);
            case Change.PutFiles c -> c.files().forEach(this::putFile);
            case Change.PutIntent c -> putIntent(c.intent());
            case Change.EndIntent c -> endIntent(c);
        }
    }

    private RequestName name() {
        return set.claim().request();
    }

    private Request current() {
        return tables.row(name()).request();
    }

    private void moveRequest(Change.MoveRequest c) {
        check(current().status() == c.from());
        edit(r -> {
            r.status = c.to();
            r.statusSince = set.at();
            r.causeSince = r.cause == c.cause() && r.cause != Cause.NONE ? r.causeSince : set.at();
            r.cause = c.cause();
            r.reason = c.reason();
            r.suggestion = c.suggestion();
            r.nextLook = r.nextLook.isAfter(set.at()) ? set.at() : r.nextLook;
        });
        transition(SubjectKind.REQUEST, name().value(), c.from().word(), c.to().word(), c.reason());
    }

    private void removeDirectory(RemovedDirectory removed) {
        own("submit directory", removed.request());
        tables.removedDirectories.insert(removed.directory(), removed);
    }

    private void waitFor(Change.Wait c) {
        edit(r -> {
            r.causeSince = r.cause == c.cause() ? r.causeSince : set.at();
            r.cause = c.cause();
            r.reason = c.reason();
            r.nextLook = c.nextLook();
        });
    }

    private void setPriority(int priority) {
        Request r = current();
        if (priority == r.priority()) {
            return;
        }
        edit(row -> row.priority = priority);
        String status = r.status().word();
        transition(SubjectKind.REQUEST, name().value(), status, status, "priority " + r.priority() + " -> " + priority);
    }

    private void putRescue(Dag dag) {
        known(dag.key().attempt() > 0, "DAG before " + dag.key());
        DagKey before = new DagKey(dag.key().tag(), dag.key().attempt() - 1);
        known(tables.dags.find(before).filter(d -> d.request().equals(name())).isPresent(), "DAG " + before);
        putDag(dag);
        for (WorkUnit u : tables.units.of(name())) {
            if (u.dag().equals(before)) {
                WorkUnit moved = new WorkUnit(
                        u.id(),
                        u.request(),
                        dag.key(),
                        u.round(),
                        u.ordinal(),
                        u.status(),
                        u.jobs(),
                        u.files(),
                        u.expectedEvents(),
                        u.site(),
                        u.statusSince());
                tables.units.put(u.id(), moved);
            }
        }
    }

    private void putFailure(Failure failure) {
        known(
                tables.units
                        .find(failure.workUnit())
                        .filter(u -> u.request().equals(name()))
                        .isPresent(),
                "work unit " + failure.workUnit());
        tables.failures.put(new FailureKey(name(), failure), new StoredFailure(name(), failure));
    }

    private void putPilot(Change.PutPilot c) {
        own("pilot", c.pilot().request());
        PilotStatus there =
                tables.pilots.find(c.pilot().key()).map(Pilot::status).orElse(null);
        check(there == c.from());
        tables.pilots.put(c.pilot().key(), c.pilot());
    }

    private void tune(Workflow workflow) {
        own("workflow", workflow.request());
        check(tables.dags.of(name()).isEmpty());
        Workflow before = Objects.requireNonNull(tables.workflows.put(name(), workflow));
        tables.undo(() -> tables.workflows.put(name(), before));
    }

    private void banSite(SiteBan ban) {
        RequestName of = ban.request();
        own("site ban", of == null ? name() : of);
        tables.ban(ban);
    }

    private void putDag(Dag dag) {
        own("DAG", dag.request());
        check(tables.dags.of(name()).stream()
                .noneMatch(d -> d.round() == dag.round()
                        && d.key().attempt() == dag.key().attempt()));
        check(tables.dags.insert(dag.key(), dag));
        transition(SubjectKind.DAG, Intent.dag(dag.key()), "", dag.status().word(), dag.reason());
    }

    private void moveDag(Change.MoveDag c) {
        Dag d = ownDag(c.key());
        check(d.status() == c.from());
        String reason = c.to().isOpen() ? "" : c.reason();
        tables.dags.put(
                c.key(),
                new Dag(
                        d.key(),
                        d.request(),
                        d.round(),
                        c.to(),
                        d.directory(),
                        d.layout(),
                        d.cluster(),
                        d.workUnits(),
                        d.jobs(),
                        d.expectedEvents(),
                        reason,
                        set.at()));
        transition(SubjectKind.DAG, Intent.dag(c.key()), c.from().word(), c.to().word(), c.reason());
    }

    private void readyDag(Change.ReadyDag c) {
        Dag d = ownDag(c.key());
        tables.dags.put(
                c.key(),
                new Dag(
                        d.key(),
                        d.request(),
                        d.round(),
                        d.status(),
                        d.directory(),
                        c.prepared().layout(),
                        d.cluster(),
                        c.prepared().workUnits(),
                        c.prepared().jobs(),
                        c.prepared().expectedEvents(),
                        d.reason(),
                        d.statusSince()));
        moveDag(new Change.MoveDag(
                c.key(),
                org.wms2.ports.dag.DagStatus.PLANNING,
                org.wms2.ports.dag.DagStatus.READY,
                "files written and verified"));
    }

    private void fixCluster(Change.FixCluster c) {
        Dag d = ownDag(c.key());
        check(d.cluster() == null || d.cluster().equals(c.cluster()));
        tables.dags.put(
                c.key(),
                new Dag(
                        d.key(),
                        d.request(),
                        d.round(),
                        d.status(),
                        d.directory(),
                        d.layout(),
                        c.cluster(),
                        d.workUnits(),
                        d.jobs(),
                        d.expectedEvents(),
                        d.reason(),
                        d.statusSince()));
    }

    private Dag ownDag(DagKey key) {
        Dag dag = tables.dags.find(key).filter(d -> d.request().equals(name())).orElse(null);
        check(dag != null);
        return Objects.requireNonNull(dag);
    }

    private void putUnit(WorkUnit u) {
        own("work unit", u.request());
        known(tables.dags.find(u.dag()).filter(d -> d.request().equals(name())).isPresent(), "DAG " + u.dag());
        check(tables.takePlace(u));
        check(tables.units.insert(u.id(), unit(u, WorkUnitStatus.PLANNED, u.site(), u.statusSince())));
    }

    private void moveUnit(Change.MoveWorkUnit c) {
        WorkUnit u = tables.units
                .find(c.id())
                .filter(x -> x.request().equals(name()))
                .orElse(null);
        check(u != null && u.status() == c.from());
        WorkUnit unit = Objects.requireNonNull(u);
        if (c.to() == WorkUnitStatus.REPLACED) {
            tables.ledger.free(name(), c.id());
        }
        tables.units.put(c.id(), unit(unit, c.to(), c.site() == null ? unit.site() : c.site(), set.at()));
        transition(SubjectKind.WORK_UNIT, c.id().value(), c.from().word(), c.to().word(), c.reason());
    }

    private void claimInput(Change.ClaimInput c) {
        known(
                tables.units
                        .find(c.workUnit())
                        .filter(u -> u.request().equals(name()))
                        .isPresent(),
                "work unit " + c.workUnit());
        for (Span span : c.spans()) {
            tables.ledger.put(name(), new LedgerEntry(span, c.workUnit(), null, "", true, set.at()));
        }
    }

    private static WorkUnit unit(
            WorkUnit u, WorkUnitStatus status, org.wms2.ports.id.@Nullable SiteName site, java.time.Instant since) {
        return new WorkUnit(
                u.id(),
                u.request(),
                u.dag(),
                u.round(),
                u.ordinal(),
                status,
                u.jobs(),
                u.files(),
                u.expectedEvents(),
                site,
                since);
    }

    private void putBlock(OutputBlock b) {
        own("block", b.request());
        known(
                Objects.requireNonNull(tables.workflows.get(name())).keptOutputs().stream()
                        .anyMatch(o -> o.dataset().equals(b.dataset())),
                "kept output " + b.dataset());
        OutputBlock open = new OutputBlock(
                b.name(),
                b.request(),
                b.dataset(),
                b.rse(),
                BlockStatus.OPEN,
                b.files(),
                b.events(),
                b.bytes(),
                b.sourceRule(),
                b.destinationRule(),
                b.reason(),
                b.retries(),
                b.openedAt(),
                b.statusSince(),
                b.nextLook());
        check(tables.blocks.insert(b.name(), open));
        transition(SubjectKind.BLOCK, b.name().value(), "", BlockStatus.OPEN.word(), b.reason());
    }

    private void updateBlock(Change.UpdateBlock c) {
        OutputBlock b = c.block();
        own("block", b.request());
        check(tables.blocks
                .find(b.name())
                .filter(old -> old.request().equals(name()) && old.status() == c.from())
                .isPresent());
        tables.blocks.put(b.name(), b);
        if (b.status() != c.from()) {
            transition(
                    SubjectKind.BLOCK,
                    b.name().value(),
                    c.from().word(),
                    b.status().word(),
                    b.reason());
        }
    }

    private void putFile(RegisteredFile f) {
        known(tables.blocks.of(name()).stream().anyMatch(b -> b.name().equals(f.block())), "block " + f.block());
        known(
                tables.units
                        .find(f.workUnit())
                        .filter(u -> u.request().equals(name()))
                        .isPresent(),
                "work unit " + f.workUnit());
        check(tables.files.insert(f.file().lfn(), f));
    }

    private void putIntent(Intent i) {
        IntentKey key = new IntentKey(i.kind(), i.subject(), i.action());
        if (tables.intents.find(key).filter(StoredIntent::open).isEmpty()) {
            tables.intents.put(key, new StoredIntent(i, name(), true));
        }
    }

    private void endIntent(Change.EndIntent c) {
        IntentKey key = new IntentKey(c.kind(), c.subject(), c.action());
        tables.intents
                .find(key)
                .filter(i -> i.open() && i.request().equals(name()))
                .ifPresent(i -> tables.intents.put(key, new StoredIntent(i.intent(), i.request(), false)));
    }

    private void transition(SubjectKind kind, String subject, String from, String to, String why) {
        tables.transition(name(), new Transition(kind, subject, from, to, set.at(), why, set.who()));
    }

    private void own(String what, RequestName owner) {
        if (!owner.equals(name())) {
            throw new Wms2Exception(
                    ErrorCode.INTERNAL, "a change set of " + name() + " holds a " + what + " of " + owner);
        }
    }

    private void known(boolean there, String what) {
        if (!there) {
            throw new Wms2Exception(ErrorCode.INTERNAL, "a change set of " + name() + " names an unknown " + what);
        }
    }
}
