package org.wms2.cli.commands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.RequestView;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.Transition;
import org.wms2.ports.store.WorkUnitCounts;

/** What {@link FakeEngine} shows of a request: one DAG, one output dataset. */
final class FakeViews {
    private FakeViews() {}

    static RequestView of(
            Request request, Map<WorkUnitStatus, Long> units, List<Transition> moves, @Nullable ClaimView claim) {
        RequestName name = request.name();
        return new RequestView(
                request,
                Optional.empty(),
                List.of(dag(name, request.status())),
                new WorkUnitCounts(units, 12, 400, 400),
                Optional.empty(),
                List.of(new OutputDataset(name, SampleRows.AOD, BlockStatus.ANNOUNCED, 1, 3, 1_234, 5_600_000)),
                List.of(),
                moves,
                Optional.ofNullable(claim),
                List.of());
    }

    private static Dag dag(RequestName name, RequestStatus status) {
        Dag dag = SampleRows.dag(name.value(), 0, 0);
        return new Dag(
                dag.key(),
                name,
                dag.round(),
                status == RequestStatus.ACTIVE ? DagStatus.RUNNING : DagStatus.READY,
                dag.directory(),
                Layout.SUBDAG,
                dag.cluster(),
                dag.workUnits(),
                dag.jobs(),
                dag.expectedEvents(),
                dag.reason(),
                dag.statusSince());
    }
}
