package org.wms2.domain.lifecycle;

import static org.wms2.ports.request.RequestStatus.ABORTED;
import static org.wms2.ports.request.RequestStatus.ACTIVE;
import static org.wms2.ports.request.RequestStatus.COMPLETED;
import static org.wms2.ports.request.RequestStatus.FAILED;
import static org.wms2.ports.request.RequestStatus.HELD;
import static org.wms2.ports.request.RequestStatus.NEW;
import static org.wms2.ports.request.RequestStatus.PARTIAL;
import static org.wms2.ports.request.RequestStatus.PILOT_RUNNING;
import static org.wms2.ports.request.RequestStatus.PLANNING;
import static org.wms2.ports.request.RequestStatus.QUEUED;
import static org.wms2.ports.request.RequestStatus.RESUBMITTING;
import static org.wms2.ports.request.RequestStatus.STOPPING;
import static org.wms2.ports.request.RequestStatus.SUBMITTED;

import java.util.List;
import org.wms2.ports.request.RequestStatus;

/** The moves of a request, as docs/states.md lists them. */
public final class RequestMoves {
    private static final List<RequestStatus> WITHOUT_DAG =
            List.of(NEW, SUBMITTED, QUEUED, PLANNING, PARTIAL, RESUBMITTING, HELD);

    /** The table. */
    public static final MoveTable<RequestStatus> TABLE = MoveTable.<RequestStatus>of("request")
            .move(NEW, SUBMITTED, "valid, normalised, workflow row made")
            .moves(List.of(NEW, SUBMITTED, PLANNING), HELD, "an answer that waiting cannot change")
            .move(SUBMITTED, QUEUED, "everything to plan with is at hand")
            .move(QUEUED, PILOT_RUNNING, "admitted; a pilot is asked for and not yet measured")
            .move(QUEUED, PLANNING, "admitted; a new round is to be planned")
            .move(QUEUED, ACTIVE, "admitted; a prepared rescue is at hand")
            .move(PILOT_RUNNING, PLANNING, "measured, or the pilot failed")
            .move(PLANNING, ACTIVE, "the DAG is ready, or only outputs are on their way")
            .move(PLANNING, QUEUED, "the plan must wait")
            .move(ACTIVE, QUEUED, "the round ended well and input remains")
            .move(ACTIVE, PARTIAL, "the DAG ended and work units are missing")
            .move(ACTIVE, COMPLETED, "no input left, no live DAG, every output announced")
            .move(ACTIVE, HELD, "removed or halted by somebody else, or outputs in conflict")
            .moves(List.of(PILOT_RUNNING, ACTIVE, HELD), STOPPING, "a wish, or a production step, with a live DAG")
            .move(PARTIAL, RESUBMITTING, "the error rule allows a rescue and there is a usable one")
            .move(PARTIAL, QUEUED, "what is missing is planned anew")
            .move(PARTIAL, HELD, "the error rule wants a person")
            .move(STOPPING, RESUBMITTING, "gone, rescue verified, then requeue")
            .move(STOPPING, HELD, "gone, rescue verified, then hold")
            .move(STOPPING, PARTIAL, "gone, but the rescue is missing or bad")
            .moves(List.of(STOPPING), ABORTED, "DAGMan and all jobs are gone; abort")
            .moves(List.of(STOPPING), FAILED, "DAGMan and all jobs are gone; fail")
            .move(STOPPING, ACTIVE, "gone and finish is wished, or the DAG had ended by itself")
            .move(RESUBMITTING, QUEUED, "rescue prepared")
            .move(RESUBMITTING, PARTIAL, "no usable rescue")
            .move(HELD, ACTIVE, "release, and the DAG is live or its end not applied")
            .move(HELD, RESUBMITTING, "release, and the DAG ended with verified files")
            .move(HELD, QUEUED, "release, nothing to resume")
            .move(HELD, NEW, "release, and there is no workflow row")
            .move(HELD, SUBMITTED, "release, and there is no input snapshot")
            .moves(WITHOUT_DAG, ACTIVE, "finish: missing work becomes abandoned")
            .moves(WITHOUT_DAG, ABORTED, "abort")
            .moves(WITHOUT_DAG, FAILED, "fail")
            .moves(
                    List.of(NEW, SUBMITTED, QUEUED, PILOT_RUNNING, PLANNING, ACTIVE, PARTIAL, STOPPING, RESUBMITTING),
                    HELD,
                    "hold, or quarantine after repeated errors of our own")
            .build();

    private RequestMoves() {}
}
