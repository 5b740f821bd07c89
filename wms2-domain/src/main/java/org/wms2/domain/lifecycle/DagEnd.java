package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.DagMetrics;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;

/** What the end of a DAGMan means (docs/states.md, "DagStatus and what ends mean"). */
final class DagEnd {
    private DagEnd() {}

    /** Applies the end; empty while DAGMan lives, or in a status that must not apply it. */
    static Optional<Decision> next(RequestState state, Dag dag, DagFacts facts, Instant now) {
        RequestStatus from = state.request().status();
        boolean applies = from == RequestStatus.ACTIVE || (from == RequestStatus.STOPPING && endedByItself(facts));
        if (!facts.ended() || !applies) {
            return Optional.empty();
        }
        long missing = state.units().stream().filter(DagEnd::isMissing).count();
        long there = state.units().size() - missing;
        End end = end(dag, facts, missing, there);
        DagMoves.TABLE.require(dag.status(), end.dag());
        List<Change> changes = new ArrayList<>(failures(state, facts));
        List<Failure> reported = facts.failures().get();
        if (!reported.isEmpty()) {
            changes.add(new Change.PutFailures(reported));
        }
        changes.add(new Change.MoveDag(dag.key(), dag.status(), end.dag(), end.reason()));
        if (end.request() == from) {
            changes.add(new Change.Wait("", now));
        } else {
            RequestMoves.TABLE.require(from, end.request());
            changes.add(new Change.MoveRequest(
                    from,
                    end.request(),
                    end.request() == RequestStatus.HELD ? Cause.DAG_LOST : Cause.NONE,
                    end.reason(),
                    end.suggestion()));
        }
        return Optional.of(
                new Decision.Apply(changes, dag.key() + " " + end.dag().word() + ": " + end.reason()));
    }

    private static boolean endedByItself(DagFacts facts) {
        return facts.seen().filter(o -> o.state() == JobState.COMPLETED).isPresent();
    }

    private record End(DagStatus dag, RequestStatus request, String reason, String suggestion) {}

    private static End end(Dag dag, DagFacts facts, long missing, long there) {
        Optional<DagMetrics> metrics = Optional.ofNullable(facts.progress().metrics())
                .filter(m -> dag.cluster() != null && m.cluster().hasNumberOf(dag.cluster()));
        String count = there + " of " + (there + missing) + " work units are merged";
        String look = "see " + dag.directory() + "/workflow.dag.dagman.out";
        if (missing == 0) {
            // However it went: a cleanup may have failed, or a person removed the ad of a DAG that had ended.
            return new End(DagStatus.COMPLETED, RequestStatus.ACTIVE, count, "");
        }
        if (facts.seen().map(o -> o.state() == JobState.REMOVED).orElse(false)) {
            String why = facts.seen().map(DagObservation::reason).orElse("");
            return new End(
                    DagStatus.REMOVED,
                    RequestStatus.HELD,
                    "DAGMan was removed, not by WMS2 (" + why + "); " + count,
                    "release");
        }
        Integer exit = facts.seen().map(DagObservation::exitCode).orElse(null);
        if (exit == null) {
            exit = metrics.map(DagMetrics::exitCode).orElse(null);
        }
        if (exit == null) {
            return new End(
                    DagStatus.INTERRUPTED, RequestStatus.PARTIAL, "DAGMan is gone without a last word; " + count, look);
        }
        if (metrics.isEmpty() && there == 0 && facts.progress().failed().isEmpty()) {
            return new End(
                    DagStatus.FAILED,
                    RequestStatus.HELD,
                    "our fault: DAGMan could not run the DAG (exit " + exit + "): " + facts.lastWords(),
                    look);
        }
        String failed = facts.progress().failed().entrySet().stream()
                .findFirst()
                .map(e -> "; work unit " + e.getKey() + ": " + e.getValue())
                .orElse("");
        return new End(
                there > 0 ? DagStatus.PARTIAL : DagStatus.FAILED,
                RequestStatus.PARTIAL,
                "DAGMan exit " + exit + "; " + count + failed,
                look);
    }

    private static List<Change> failures(RequestState state, DagFacts facts) {
        List<Change> changes = new ArrayList<>();
        for (WorkUnit unit : state.units()) {
            String reason = facts.progress().failed().get(unit.ordinal());
            if (reason == null || !isMissing(unit)) {
                continue;
            }
            if (unit.status() == WorkUnitStatus.PLANNED) {
                changes.add(
                        new Change.MoveWorkUnit(unit.id(), WorkUnitStatus.PLANNED, WorkUnitStatus.RUNNING, null, ""));
            }
            changes.add(
                    new Change.MoveWorkUnit(unit.id(), WorkUnitStatus.RUNNING, WorkUnitStatus.FAILED, null, reason));
        }
        return changes;
    }

    private static boolean isMissing(WorkUnit unit) {
        return unit.status() == WorkUnitStatus.PLANNED || unit.status() == WorkUnitStatus.RUNNING;
    }
}
