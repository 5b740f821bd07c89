package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;

/** What the end of a DAGMan means (docs/states.md, "DagStatus and what ends mean"). */
final class DagEnd {
    private DagEnd() {}

    /** Applies the end; empty while DAGMan lives or still leaves, or in a status that must not apply it. */
    static Optional<Decision> next(RequestState state, Dag dag, DagFacts facts, Instant now) {
        RequestStatus from = state.request().status();
        boolean applies = from == RequestStatus.ACTIVE || (from == RequestStatus.STOPPING && endedByItself(facts));
        if (!facts.ended() || !applies) {
            return Optional.empty();
        }
        LastWord word = LastWord.of(dag, facts, unexplained(state, facts));
        if (word == LastWord.REMOVED_WITHOUT_PROCESS
                && !facts.settled()
                && !state.missing().isEmpty()) {
            // It may still be writing its rescue file.
            return Optional.empty();
        }
        End end = End.of(dag, state, word, facts);
        DagMoves.TABLE.require(dag.status(), end.dag());
        List<Change> changes = new ArrayList<>(word.saysWhatFailed() ? failures(state, facts) : List.of());
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

    /** Whether anything is missing that DAGMan does not call failed. */
    private static boolean unexplained(RequestState state, DagFacts facts) {
        return state.units().stream()
                .anyMatch(u -> isMissing(u) && !facts.progress().failed().containsKey(u.ordinal()));
    }

    private static boolean endedByItself(DagFacts facts) {
        return facts.seen().filter(o -> o.state() == JobState.COMPLETED).isPresent();
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

    static boolean isMissing(WorkUnit unit) {
        return unit.status() == WorkUnitStatus.PLANNED || unit.status() == WorkUnitStatus.RUNNING;
    }
}
