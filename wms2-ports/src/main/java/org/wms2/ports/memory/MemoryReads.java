package org.wms2.ports.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.memory.MemoryTables.BanKey;
import org.wms2.ports.memory.MemoryTables.StoredFailure;
import org.wms2.ports.memory.MemoryTables.StoredIntent;
import org.wms2.ports.memory.MemoryTables.StoredTransition;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.store.FailureStore;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SiteBan;
import org.wms2.ports.store.SiteStore;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.store.WorkStore;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.ports.workflow.Workflow;

/** Work and sites in memory. */
record MemoryReads(MemoryTables tables) implements WorkStore, SiteStore, FailureStore {
    private static final Comparator<Dag> OLDEST_FIRST =
            Comparator.comparingInt(Dag::round).thenComparingInt(d -> d.key().attempt());

    private static final Comparator<Failure> FAILURES = Comparator.comparing(
                    (Failure f) -> f.workUnit().value())
            .thenComparingInt(Failure::attempt)
            .thenComparing(f -> f.site() == null ? "" : f.site().value())
            .thenComparing(f -> f.category().word())
            .thenComparingInt(Failure::exitCode);

    @Override
    public Optional<Workflow> workflow(RequestName name) {
        return tables.read(() -> Optional.ofNullable(tables.workflows.get(name)));
    }

    @Override
    public Optional<Dag> latestDag(RequestName name) {
        return dags(name).stream().max(OLDEST_FIRST);
    }

    @Override
    public List<Dag> dags(RequestName name) {
        return sorted(tables.read(() -> tables.dags.of(name)), OLDEST_FIRST);
    }

    @Override
    public Optional<Pilot> pilot(RequestName name) {
        return tables.read(() -> tables.pilots.of(name)).stream()
                .max(Comparator.comparingInt(p -> p.key().attempt()));
    }

    @Override
    public Optional<Dag> dag(DagKey key) {
        return tables.read(() -> tables.dags.find(key));
    }

    @Override
    public Optional<Pilot> pilot(DagKey key) {
        return tables.read(() -> tables.pilots.find(key));
    }

    @Override
    public List<String> directories(RequestName name) {
        return tables.read(() -> new MemoryDirectories(tables).of(name));
    }

    @Override
    public List<RemovedDirectory> removedDirectories(RequestName name) {
        return sorted(
                tables.read(() -> tables.removedDirectories.of(name)),
                Comparator.comparing(RemovedDirectory::directory));
    }

    @Override
    public List<RequestName> withOldDirectories(Instant endedBefore, String root, int limit) {
        return tables.read(() -> new MemoryDirectories(tables).old(endedBefore, root, limit));
    }

    @Override
    public List<Dag> openDags() {
        return sorted(
                tables.read(tables.dags::all).stream()
                        .filter(d -> d.status().isOpen())
                        .toList(),
                Comparator.comparing((Dag d) -> d.request().value()).thenComparing(OLDEST_FIRST));
    }

    @Override
    public List<WorkUnit> workUnits(DagKey key) {
        List<WorkUnit> all = tables.read(() ->
                tables.dags.find(key).map(d -> tables.units.of(d.request())).orElse(List.of()));
        return sorted(
                all.stream().filter(u -> u.dag().equals(key)).toList(), Comparator.comparingInt(WorkUnit::ordinal));
    }

    @Override
    public WorkUnitCounts counts(RequestName name) {
        Map<WorkUnitStatus, Long> byStatus = new EnumMap<>(WorkUnitStatus.class);
        long jobs = 0;
        long expected = 0;
        long merged = 0;
        for (WorkUnit unit : tables.read(() -> tables.units.of(name))) {
            byStatus.merge(unit.status(), 1L, Long::sum);
            jobs += unit.jobs();
            expected += unit.expectedEvents();
            if (unit.status() == WorkUnitStatus.MERGED || unit.status() == WorkUnitStatus.REGISTERED) {
                merged += unit.expectedEvents();
            }
        }
        return new WorkUnitCounts(byStatus, jobs, expected, merged);
    }

    @Override
    public List<Intent> openIntents(SubjectKind kind, String subject) {
        List<Intent> open = tables.read(() -> tables.intents.of(List.of(kind, subject))).stream()
                .filter(StoredIntent::open)
                .map(StoredIntent::intent)
                .toList();
        return sorted(
                open,
                Comparator.comparing(Intent::at).thenComparing(i -> i.action().word()));
    }

    @Override
    public boolean hasEnded(SubjectKind kind, String subject, IntentAction action) {
        return tables.read(() -> tables.intents
                .find(new MemoryTables.IntentKey(kind, subject, action))
                .filter(i -> !i.open())
                .isPresent());
    }

    @Override
    public List<Transition> transitions(RequestName name) {
        return tables.read(() -> tables.transitions.of(name)).stream()
                .map(StoredTransition::transition)
                .filter(t -> t.kind() == SubjectKind.REQUEST || t.kind() == SubjectKind.DAG)
                .toList();
    }

    @Override
    public List<Site> sites() {
        return tables.read(() -> List.copyOf(tables.sites.values()));
    }

    @Override
    public void put(Site site) {
        tables.read(() -> tables.sites.put(site.name(), site) == null);
    }

    @Override
    public List<SiteBan> bans(Instant at) {
        return sorted(
                tables.read(() -> tables.bans.values().stream()
                        .filter(b -> b.until().isAfter(at))
                        .toList()),
                Comparator.comparing(SiteBan::site).thenComparing(MemoryReads::bannedOf));
    }

    private static String bannedOf(SiteBan ban) {
        RequestName request = ban.request();
        return request == null ? "" : request.value();
    }

    @Override
    public void ban(SiteBan ban) {
        tables.write(() -> {
            tables.ban(ban);
            return true;
        });
    }

    @Override
    public boolean unban(SiteName site, @Nullable RequestName request) {
        return tables.read(() -> tables.bans.remove(new BanKey(site, request)) != null);
    }

    @Override
    public List<Failure> of(RequestName request) {
        return tables.read(() -> tables.failures.of(request)).stream()
                .map(StoredFailure::failure)
                .sorted(FAILURES)
                .toList();
    }

    private static <T> List<T> sorted(Collection<T> rows, Comparator<T> order) {
        return rows.stream().sorted(order).toList();
    }
}
