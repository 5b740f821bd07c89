package org.wms2.domain.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.wms2.domain.ledger.Spans;
import org.wms2.domain.planning.BlockSource;
import org.wms2.domain.planning.Planner;
import org.wms2.domain.planning.PlanningSettings;
import org.wms2.domain.planning.RoundInput;
import org.wms2.domain.planning.RoundPlan;
import org.wms2.domain.planning.RoundRequest;
import org.wms2.domain.planning.SiteView;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.workflow.Workflow;

/** Every round of a request, one after the other, as if each were done at once: all that is planned is taken. */
record WholePlan(Workflow workflow, long positions, BlockSource blocks) {
    private static final Planner PLANNER = new Planner(PlanningSettings.DEFAULT);

    /** What was planned. */
    record Sum(int rounds, long workUnits, long jobs, long positions) {}

    /** Plans until nothing is left, and hands on each work unit. */
    Sum run(Consumer<WorkUnitPlan> sink) {
        List<Span> taken = List.of();
        int rounds = 0;
        long units = 0;
        long jobs = 0;
        while (PLANNER.round(
                        new RoundRequest(workflow, 1, rounds, jobs, 100),
                        new RoundInput(positions, taken, blocks),
                        sites())
                instanceof RoundPlan.Ready ready) {
            List<Span> all = new ArrayList<>(taken);
            for (WorkUnitPlan unit : ready.plan().workUnits()) {
                sink.accept(unit);
                all.addAll(unit.spans());
            }
            taken = Spans.joined(all);
            rounds++;
            units += ready.workUnits();
            jobs += ready.jobs();
        }
        return new Sum(rounds, units, jobs, Spans.size(taken));
    }

    /** One site for each place of {@link Dataset}. */
    private static SiteView sites() {
        TreeMap<RseName, SortedSet<SiteName>> map = new TreeMap<>();
        for (String place : Dataset.PLACES) {
            TreeSet<SiteName> served = new TreeSet<>();
            served.add(new SiteName(place.replace("_Disk", "")));
            map.put(new RseName(place), served);
        }
        return new SiteView(new SiteMap(map), new TreeMap<>());
    }
}
