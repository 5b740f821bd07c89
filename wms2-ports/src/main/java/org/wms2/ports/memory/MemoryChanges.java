package org.wms2.ports.memory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.ledger.LedgerEntry;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.memory.MemoryTables.IntentKey;
import org.wms2.ports.memory.MemoryTables.StoredIntent;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.RegisteredFile;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;

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
        Request r = current();
        store(
                r,
                r.status(),
                r.reason(),
                r.suggestion(),
                r.round(),
                r.plannedUnits(),
                r.inputExhausted(),
                r.statusSince(),
                r.version() + 1);
    }

    private void write(Change change) {
        switch (change) {
            case Change.MoveRequest c -> moveRequest(c);
            case Change.Wait c -> look(c.reason(), c.nextLook());
            case Change.SetPriority c -> setPriority(c.priority());
            case Change.SeeWishes c -> new MemoryWishes(tables).see(name(), c.upTo());
            case Change.EndWish c -> check(new MemoryWishes(tables).end(name(), c.id()));
            case Change.SetRound c -> {
                Request r = current();
                store(
                        r,
                        r.status(),
                        r.reason(),
                        r.suggestion(),
                        c.round(),
                        c.plannedUnits(),
                        c.inputExhausted(),
                        r.statusSince(),
                        r.version());
            }
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
        Request r = current();
        check(r.status() == c.from());
        store(
                r,
                c.to(),
                c.reason(),
                c.suggestion(),
                r.round(),
                r.plannedUnits(),
                r.inputExhausted(),
                set.at(),
                r.version());
        look(c.reason(), r.nextLook().isAfter(set.at()) ? set.at() : r.nextLook());
        transition(SubjectKind.REQUEST, name().value(), c.from().word(), c.to().word(), c.reason());
    }

    private void store(
            Request r,
            org.wms2.ports.request.RequestStatus status,
            String reason,
            String suggestion,
            int round,
            long planned,
            boolean exhausted,
            java.time.Instant since,
            long version) {
        Request changed = new Request(
                r.name(),
                r.sourceName(),
                r.processingVersion(),
                status,
                r.spec(),
                r.rawDocument(),
                r.options(),
                r.priority(),
                reason,
                suggestion,
                round,
                planned,
                exhausted,
                r.createdAt(),
                since,
                r.nextLook(),
                version);
        tables.requests.put(name(), tables.row(name()).with(changed));
    }

    private void look(String reason, java.time.Instant next) {
        Request r = current();
        Request changed = new Request(
                r.name(),
                r.sourceName(),
                r.processingVersion(),
                r.status(),
                r.spec(),
                r.rawDocument(),
                r.options(),
                r.priority(),
                reason,
                r.suggestion(),
                r.round(),
                r.plannedUnits(),
                r.inputExhausted(),
                r.createdAt(),
                r.statusSince(),
                next,
                r.version());
        tables.requests.put(name(), tables.row(name()).with(changed));
    }

    private void setPriority(int priority) {
        Request r = current();
        if (priority == r.priority()) {
            return;
        }
        Request changed = new Request(
                r.name(),
                r.sourceName(),
                r.processingVersion(),
                r.status(),
                r.spec(),
                r.rawDocument(),
                r.options(),
                priority,
                r.reason(),
                r.suggestion(),
                r.round(),
                r.plannedUnits(),
                r.inputExhausted(),
                r.createdAt(),
                r.statusSince(),
                r.nextLook(),
                r.version());
        tables.requests.put(name(), tables.row(name()).with(changed));
        String status = r.status().word();
        transition(SubjectKind.REQUEST, name().value(), status, status, "priority " + r.priority() + " -> " + priority);
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
