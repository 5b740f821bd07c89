package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.Ports;
import org.wms2.domain.errors.MemoryRule;
import org.wms2.domain.errors.SiteBanRule;
import org.wms2.domain.planning.SiteView;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;

/**
 * Looks after a DAG while it runs: what the sites did to its work units, the sites it must avoid from now on, a priority
 * that has changed, jobs that were held for their memory. HTCondor does the rest. Thread-safe.
 */
final class Tending {
    private final Ports ports;
    private final MemoryRule memory;
    private final Supplier<List<HeldJob>> heldJobs;
    private final Remembered<DagKey, Told> told = new Remembered<>(Told.NOTHING);

    /**
     * What this process has told a DAG, or heard of it. A process that knows nothing says it once more, which is harmless.
     *
     * @param banned null: never told
     */
    private record Told(@Nullable SortedSet<SiteName> banned, SortedMap<Integer, List<SiteName>> struck) {
        static final Told NOTHING = new Told(null, new TreeMap<>());
    }

    Tending(Ports ports, MemoryRule memory, Supplier<List<HeldJob>> heldJobs) {
        this.ports = ports;
        this.memory = memory;
        this.heldJobs = heldJobs;
    }

    /** The next thing to do for it; empty if there is none, or if another process has the directory in its care. */
    Optional<Decision> next(RequestState state, Dag dag, DagFacts facts, Instant now) {
        if (!ports.dagFiles().directory(dag.key()).equals(dag.directory())) {
            return Optional.empty();
        }
        return strikes(state, dag, facts, now)
                .or(() -> bans(state, dag, now))
                .or(() -> priority(state, dag))
                .or(() -> memory(state, dag, facts));
    }

    /** With the end of a DAG ends what was still to be told it. */
    static List<Change> withoutOpenEnds(List<Change> decided) {
        List<Change> changes = new ArrayList<>(decided);
        for (Change change : decided) {
            if (change instanceof Change.MoveDag move && !move.to().isOpen()) {
                changes.add(new Change.EndIntent(SubjectKind.DAG, Intent.dag(move.key()), IntentAction.SET_PRIORITY));
            }
        }
        return changes;
    }

    /** An effect on a running DAG has been carried out, or is harmless to carry out again. */
    void saidBans(DagKey key, SortedSet<SiteName> banned) {
        told.update(key, t -> new Told(banned, t.struck()));
    }

    /**
     * Work units that failed for a reason of their site and land elsewhere: HTCondor goes on, the failures are kept and count. A
     * strike is news as long as no failure of its work unit at its site is stored.
     */
    private Optional<Decision> strikes(RequestState state, Dag dag, DagFacts facts, Instant now) {
        SortedMap<Integer, List<SiteName>> struck = facts.progress().struck();
        if (struck.equals(told.get(dag.key()).struck())) {
            return Optional.empty();
        }
        Strikes strikes = Strikes.of(state, dag, struck, ports.stores().failures());
        if (strikes.news().isEmpty()) {
            told.update(dag.key(), t -> new Told(t.banned(), struck));
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.PutFailures(strikes.failures(ports.dagFiles())));
        List<Change> bans = new SiteBanRule(ports.stores(), now)
                .bans(state, strikes.atNewSites(), ports.dagFiles().electedSites(dag.directory()));
        changes.addAll(bans);
        return Optional.of(new Decision.Apply(changes, words(strikes.atNewSites(), bans.size())));
    }

    private static String words(Map<SiteName, Set<WorkUnitId>> failedAt, int bans) {
        String sites = failedAt.entrySet().stream()
                .map(e -> e.getKey() + " (" + e.getValue().size() + ")")
                .collect(Collectors.joining(", "));
        return "work units land elsewhere after failing at " + sites + (bans == 0 ? "" : "; " + bans + " bans by rule");
    }

    /** Read before each landing (job/choose_sites.sh). */
    private Optional<Decision> bans(RequestState state, Dag dag, Instant now) {
        SortedSet<SiteName> banned = new TreeSet<>(
                SiteView.excluded(ports.stores().sites(), state.request().name(), now)
                        .keySet());
        return banned.equals(told.get(dag.key()).banned())
                ? Optional.empty()
                : Optional.of(new Decision.Act(
                        List.of(),
                        new Effect.WriteBans(dag, banned),
                        "tell " + dag.key() + " which sites are banned: " + (banned.isEmpty() ? "none" : banned)));
    }

    private Optional<Decision> priority(RequestState state, Dag dag) {
        boolean changed = ports.stores().work().openIntents(SubjectKind.DAG, Intent.dag(dag.key())).stream()
                .anyMatch(i -> i.action() == IntentAction.SET_PRIORITY);
        int to = state.request().priority();
        return changed
                ? Optional.of(new Decision.Act(
                        List.of(),
                        new Effect.SetPriority(dag, to),
                        "give the jobs of " + dag.key() + " priority " + to))
                : Optional.empty();
    }

    private Optional<Decision> memory(RequestState state, Dag dag, DagFacts facts) {
        boolean anyHeld =
                facts.seen().map(DagObservation::jobs).filter(j -> j.held() > 0).isPresent();
        if (!anyHeld) {
            return Optional.empty();
        }
        int cores = state.workflow().profile().cores();
        for (HeldJob job : held()) {
            OptionalInt raised = job.key().equals(dag.key()) ? memory.raised(job, cores) : OptionalInt.empty();
            Optional<WorkUnit> unit = state.units().stream()
                    .filter(u -> u.id().equals(job.workUnit()))
                    .findFirst();
            if (raised.isPresent() && unit.isPresent()) {
                return Optional.of(new Decision.Act(
                        List.of(),
                        new Effect.RaiseMemory(dag, unit.get().ordinal(), job, raised.getAsInt()),
                        "job " + job.cluster() + " was held at " + job.requestedMemoryMb()
                                + " MiB: it and what follows it in work unit "
                                + unit.get().ordinal() + " ask for " + raised.getAsInt() + " MiB"));
            }
        }
        return Optional.empty();
    }

    /** What is held can wait until the schedd says so. */
    private List<HeldJob> held() {
        try {
            return heldJobs.get();
        } catch (ServiceUnavailableException e) {
            return List.of();
        }
    }
}
