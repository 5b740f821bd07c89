package org.wms2.domain.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.store.WorkStore;

/** The work units of a request, round by round. Not kept: at most one round's are in memory. */
public final class UnitRounds {
    private final WorkStore work;
    private final List<Dag> dags;

    public UnitRounds(WorkStore work, RequestName request) {
        this.work = work;
        this.dags = work.dags(request);
    }

    /** Rounds that have been planned, ascending. */
    public List<Integer> rounds() {
        return dags.stream().map(Dag::round).distinct().sorted().toList();
    }

    /**
     * The round that would be planned next, from 0: also one whose DAG has its tag already, and neither files nor work
     * units.
     */
    public int next() {
        return dags.stream()
                        .filter(dag -> dag.status() != DagStatus.PLANNING)
                        .mapToInt(Dag::round)
                        .max()
                        .orElse(-1)
                + 1;
    }

    /** Work units of a round, by ordinal, whichever attempt they are part of now. */
    public List<WorkUnit> units(int round) {
        List<WorkUnit> units = new ArrayList<>();
        for (Dag dag : dags) {
            if (dag.round() == round) {
                units.addAll(work.workUnits(dag.key()));
            }
        }
        units.sort(Comparator.comparingInt(WorkUnit::ordinal));
        return List.copyOf(units);
    }

    /** The row of a work unit; goes through all of them. */
    public Optional<WorkUnit> find(WorkUnitId id) {
        for (Dag dag : dags) {
            for (WorkUnit unit : work.workUnits(dag.key())) {
                if (unit.id().equals(id)) {
                    return Optional.of(unit);
                }
            }
        }
        return Optional.empty();
    }
}
