package org.wms2.ports.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.memory.MemoryTables.Row;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.NewVersion;
import org.wms2.ports.store.RequestFilter;
import org.wms2.ports.store.RequestStore;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.workflow.Workflow;

/** Requests and claims in memory. */
record MemoryRequests(MemoryTables tables) implements RequestStore {
    private static final Comparator<Request> NEWEST_FIRST = Comparator.comparing(Request::createdAt)
            .thenComparing(r -> r.name().value())
            .reversed();
    private static final Comparator<Request> ADMISSION = Comparator.comparing(
                    (Request r) -> r.options().urgent())
            .thenComparingInt(Request::priority)
            .reversed()
            .thenComparing(Request::createdAt)
            .thenComparing(r -> r.name().value());

    @Override
    public void create(Request request, Workflow workflow, String who) {
        tables.write(() -> {
            insert(request, workflow, who);
            return true;
        });
    }

    private void insert(Request request, Workflow workflow, String who) {
        if (!tables.requests.insert(request.name(), new Row(request, null, Instant.EPOCH, 0))) {
            throw new Wms2Exception(
                    ErrorCode.CONFLICT,
                    "request " + request.name() + " exists already: follow it, or import under another name");
        }
        tables.workflows.put(request.name(), workflow);
        String name = request.name().value();
        String to = request.status().word();
        tables.transition(
                request.name(),
                new Transition(SubjectKind.REQUEST, name, "", to, request.createdAt(), request.reason(), who));
    }

    @Override
    public boolean supersede(NewVersion version) {
        RequestName before = version.before();
        try {
            return tables.write(() -> {
                Row row = tables.requests.find(before).orElseThrow(MemoryChanges.NotAsStored::new);
                MemoryChanges.check(row.request().version() == version.decidedOn()
                        && row.request().supersededBy() == null);
                Claim nobodys = new Claim(before, "", row.generation());
                new MemoryChanges(
                                tables,
                                new ChangeSet(
                                        nobodys,
                                        version.decidedOn(),
                                        version.next().createdAt(),
                                        version.who(),
                                        version.ofBefore()))
                        .apply();
                RequestEdit edit = new RequestEdit(tables.row(before).request());
                edit.supersededBy = version.next().name();
                tables.requests.put(before, new Row(edit.done(), null, Instant.EPOCH, row.generation() + 1));
                insert(version.next(), version.workflow(), version.who());
                return true;
            });
        } catch (MemoryChanges.NotAsStored e) {
            return false;
        }
    }

    @Override
    public Optional<Request> find(RequestName name) {
        return tables.read(() -> tables.requests.find(name).map(Row::request));
    }

    @Override
    public List<Request> list(RequestFilter filter) {
        RequestStatus status = filter.status();
        RequestName after = filter.after();
        Predicate<Request> wanted = r -> status == null || r.status() == status;
        Optional<Request> last = after == null ? Optional.empty() : find(after);
        if (after != null && last.isEmpty()) {
            return List.of();
        }
        return sorted(wanted.and(r -> last.isEmpty() || NEWEST_FIRST.compare(r, last.get()) > 0), NEWEST_FIRST).stream()
                .limit(filter.limit())
                .toList();
    }

    @Override
    public List<RequestName> due(Instant now, int limit) {
        MemoryWishes wishes = new MemoryWishes(tables);
        return names(
                r -> (!r.status().isFinal() || r.owing()) && (!r.nextLook().isAfter(now) || wishes.hasUnseen(r.name())),
                limit);
    }

    @Override
    public List<RequestName> queued(Instant before, @Nullable Instant drivenSince, int limit) {
        return names(
                r -> r.status() == RequestStatus.QUEUED
                        && !r.nextLook().isAfter(before)
                        && (drivenSince == null || isDriven(r.name(), drivenSince)),
                limit);
    }

    private boolean isDriven(RequestName name, Instant since) {
        Row row = tables.row(name);
        return row.owner() != null && row.leaseEnd().isAfter(since);
    }

    @Override
    public int slotsTaken() {
        return tables.read(() -> {
            long planning = tables.requests.all().stream()
                    .map(row -> row.request().status())
                    .filter(s -> s == RequestStatus.PLANNING || s == RequestStatus.PILOT_RUNNING)
                    .count();
            long dags = tables.dags.all().stream().filter(this::takesSlot).count();
            return Math.toIntExact(planning + dags);
        });
    }

    private boolean takesSlot(Dag dag) {
        return switch (dag.status()) {
            case SUBMITTED, RUNNING -> true;
            case READY ->
                tables.row(dag.request()).request().status() == RequestStatus.ACTIVE
                        || tables.intents.of(List.of(SubjectKind.DAG, Intent.dag(dag.key()))).stream()
                                .anyMatch(i -> i.open() && i.intent().action() == IntentAction.SUBMIT_DAG);
            case PLANNING, COMPLETED, PARTIAL, FAILED, STOPPED, REMOVED, HALTED, INTERRUPTED -> false;
        };
    }

    private List<RequestName> names(Predicate<Request> wanted, int limit) {
        if (limit < 1) {
            throw new InputRefusedException("limit", String.valueOf(limit), "1 or more");
        }
        return sorted(wanted, ADMISSION).stream()
                .limit(limit)
                .map(Request::name)
                .toList();
    }

    private List<Request> sorted(Predicate<Request> wanted, Comparator<Request> order) {
        return tables.read(() -> tables.requests.all().stream()
                .map(Row::request)
                .filter(wanted)
                .sorted(order)
                .toList());
    }

    @Override
    public Optional<Claim> claim(RequestName name, String owner, Duration lease) {
        return tables.write(() -> {
            Row row = tables.requests.find(name).orElse(null);
            Instant now = tables.clock.instant();
            if (row == null
                    || (row.owner() != null
                            && !row.owner().equals(owner)
                            && row.leaseEnd().isAfter(now))) {
                return Optional.empty();
            }
            long generation = owner.equals(row.owner()) ? row.generation() : row.generation() + 1;
            tables.requests.put(name, new Row(row.request(), owner, now.plus(lease), generation));
            return Optional.of(new Claim(name, owner, generation));
        });
    }

    @Override
    public Optional<ClaimView> claimOf(RequestName name) {
        return tables.read(() -> tables.requests
                .find(name)
                .filter(row -> row.owner() != null)
                .map(row -> new ClaimView(
                        Objects.requireNonNull(row.owner()),
                        row.leaseEnd(),
                        row.leaseEnd().isAfter(tables.clock.instant()))));
    }

    @Override
    public void release(Claim claim) {
        tables.write(() -> {
            tables.requests
                    .find(claim.request())
                    .filter(row -> holds(row, claim))
                    .ifPresent(row -> tables.requests.put(
                            claim.request(), new Row(row.request(), null, Instant.EPOCH, row.generation())));
            return true;
        });
    }

    private static boolean holds(Row row, Claim claim) {
        return claim.owner().equals(row.owner()) && claim.generation() == row.generation();
    }

    @Override
    public boolean apply(ChangeSet changes) {
        try {
            return tables.write(() -> {
                Row row = tables.requests.find(changes.claim().request()).orElse(null);
                MemoryChanges.check(row != null
                        && holds(row, changes.claim())
                        && row.leaseEnd().isAfter(tables.clock.instant())
                        && row.request().version() == changes.version());
                new MemoryChanges(tables, changes).apply();
                return true;
            });
        } catch (MemoryChanges.NotAsStored e) {
            return false;
        }
    }
}
