package org.wms2.domain.planning;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.wms2.ports.plan.WorkUnitPlan;

/** The work units of one round, computed anew by each iteration. */
record RoundUnits(WorkUnits all, RoundRequest request, int count, SiteView sites) implements Iterable<WorkUnitPlan> {

    /** An iterator that begins behind the units of earlier rounds. */
    static Iterator<UnitDraft> behind(WorkUnits all, long planned) {
        Iterator<UnitDraft> units = all.iterator();
        for (long i = 0; i < planned && units.hasNext(); i++) {
            units.next();
        }
        return units;
    }

    @Override
    public Iterator<WorkUnitPlan> iterator() {
        AllowedSites allowed = new AllowedSites(sites, request.workflow().sites());
        Iterator<UnitDraft> units = behind(all, request.plannedUnits());
        return new Iterator<>() {
            private int ordinal;

            @Override
            public boolean hasNext() {
                return ordinal < count;
            }

            @Override
            public WorkUnitPlan next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the round has " + count + " work units");
                }
                UnitDraft unit = units.next();
                WorkUnitPlan plan =
                        unit.at(request, ordinal, allowed.of(unit.group()).sites());
                ordinal++;
                return plan;
            }
        };
    }

    @Override
    public String toString() {
        return count + " work units of " + request.workflow().request() + ", round " + request.round();
    }
}
