package org.wms2.server;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wms2.domain.RequestView;
import org.wms2.domain.TurnResult;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.BlockStatus;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.SampleRows;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.store.Transition;
import org.wms2.ports.store.WorkUnitCounts;

/** Views and results of turns, for tests that have no lifecycle. */
public final class Rows {
    private Rows() {}

    /** A request with one DAG, one output and one move, driven by somebody. */
    public static RequestView view(Request request) {
        String name = request.name().value();
        OutputBlock block = SampleRows.block(name, SampleRows.AOD, "block");
        return new RequestView(
                request,
                Optional.of(SampleRows.workflow(name)),
                List.of(SampleRows.dag(name, 0, 0)),
                new WorkUnitCounts(Map.of(WorkUnitStatus.MERGED, 3L, WorkUnitStatus.RUNNING, 1L), 12, 400, 300),
                Optional.of(new JobCounts(1, 2, 0, 9)),
                List.of(new OutputDataset(request.name(), SampleRows.AOD, BlockStatus.OPEN, 1, 3, 300, 3_000)),
                List.of(block),
                List.of(new Transition(
                        SubjectKind.REQUEST, name, "", "submitted", SampleRows.T0, "imported", "me@here")),
                Optional.of(new ClaimView("me@here/1/2", SampleRows.T0, true)),
                List.of());
    }

    /** A turn of a request that is active. */
    public static TurnResult turn(RequestName name, TurnResult.Kind kind, Instant nextLook) {
        RequestStatus status = kind == TurnResult.Kind.FINAL ? RequestStatus.COMPLETED : RequestStatus.ACTIVE;
        return new TurnResult(SampleRows.request(name.value(), status), kind, "", nextLook);
    }
}
