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

/**
 * The moves of a request, with what sets each off, as docs/states.md lists them. Beside the table one guard holds for all
 * ({@link MoveGuard}): no live DAG outside of pilot_running, active, stopping and held.
 */
public final class RequestMoves {
    private static final List<RequestStatus> WITHOUT_DAG =
            List.of(NEW, SUBMITTED, QUEUED, PILOT_RUNNING, PLANNING, PARTIAL, RESUBMITTING, HELD);
    private static final List<RequestStatus> WORKING =
            List.of(NEW, SUBMITTED, QUEUED, PILOT_RUNNING, PLANNING, ACTIVE, PARTIAL, STOPPING, RESUBMITTING);

    /** The table. */
    public static final MoveTable<RequestStatus> TABLE = MoveTable.<RequestStatus>of("request")
            .move(NEW, SUBMITTED, "valid, normalised, workflow row made")
            .moves(
                    List.of(NEW, SUBMITTED, PLANNING),
                    HELD,
                    "waiting cannot help: bad document, no such dataset or configuration, impossible plan, nothing in the first"
                            + " round, HTCondor refuses the DAG")
            .move(SUBMITTED, QUEUED, "input snapshot, configuration and pileup are at hand")
            .move(
                    QUEUED,
                    PILOT_RUNNING,
                    Trigger.ADMISSION,
                    "a pilot is asked for, the request is not urgent and not measured yet")
            .move(QUEUED, PLANNING, Trigger.ADMISSION, "a new round is to be planned")
            .move(
                    QUEUED,
                    ACTIVE,
                    Trigger.ADMISSION,
                    "a DAG is ready: a prepared rescue, or one that was held before it ran")
            .move(PILOT_RUNNING, PLANNING, "measured, or the pilot failed and the request's own estimates are used")
            .move(
                    PLANNING,
                    ACTIVE,
                    Trigger.PLAN,
                    "the DAG is written and verified, or nothing is left to plan while outputs are on their way")
            .move(
                    PLANNING,
                    QUEUED,
                    Trigger.PLAN,
                    "the plan must wait: no site has the input, or an open dataset has nothing new; frees the slot")
            .move(ACTIVE, QUEUED, "the round ended well and input remains; reached production steps are taken")
            .move(ACTIVE, PARTIAL, "the DAG ended and work units are missing")
            .move(ACTIVE, COMPLETED, "no input left, every output announced; accepted loss is listed")
            .move(
                    ACTIVE,
                    HELD,
                    "removed or halted by somebody else, its directory deleted, a second DAGMan in it, DAGMan cannot read its DAG or"
                            + " cannot start or is held again and again, or outputs in conflict")
            .moves(List.of(PILOT_RUNNING, ACTIVE, HELD), STOPPING, Trigger.WISH, "stop, abort, fail, finish")
            .move(ACTIVE, STOPPING, Trigger.RULE, "a production step is reached")
            .move(PARTIAL, RESUBMITTING, Trigger.RULE, "a rescue is allowed, and one is usable")
            .move(
                    PARTIAL,
                    QUEUED,
                    Trigger.RULE,
                    "what is missing is planned anew: no usable rescue, or release with --replan")
            .move(PARTIAL, HELD, Trigger.RULE, "a person must look, or ledger and outputs differ")
            .move(STOPPING, RESUBMITTING, "gone, rescue verified; then requeue, or a production step")
            .move(STOPPING, HELD, "gone, rescue verified (a pilot needs none); then hold")
            .move(STOPPING, PARTIAL, "gone, but the rescue is missing or bad: the DAG is interrupted")
            .move(STOPPING, ABORTED, "DAGMan and all jobs are gone; abort")
            .move(STOPPING, FAILED, "DAGMan and all jobs are gone; fail")
            .move(STOPPING, ACTIVE, "gone and finish is wished, or the DAG had ended by itself")
            .move(
                    RESUBMITTING,
                    QUEUED,
                    "rescue prepared; reached production steps are taken, the last one's priority holds")
            .move(RESUBMITTING, PARTIAL, "no usable rescue")
            .move(HELD, ACTIVE, Trigger.WISH, "release, and the DAG is live or its end is not applied")
            .move(HELD, RESUBMITTING, Trigger.WISH, "release, and the DAG ended with verified files")
            .move(
                    HELD,
                    QUEUED,
                    Trigger.WISH,
                    "release, nothing to resume: work units that are not merged become replaced")
            .move(HELD, NEW, Trigger.WISH, "release, and there is no workflow row")
            .move(HELD, SUBMITTED, Trigger.WISH, "release, and there is no input snapshot")
            .moves(
                    WITHOUT_DAG,
                    ACTIVE,
                    Trigger.WISH,
                    "finish: missing work becomes abandoned, the rest is announced; refused if nothing is merged")
            .moves(WITHOUT_DAG, ABORTED, Trigger.WISH, "abort")
            .move(ACTIVE, ABORTED, Trigger.WISH, "abort")
            .moves(WITHOUT_DAG, FAILED, Trigger.WISH, "fail")
            .move(ACTIVE, FAILED, Trigger.WISH, "fail")
            .moves(WORKING, HELD, Trigger.WISH, "hold, or stop with nothing live")
            .moves(WORKING, HELD, Trigger.ERROR, "quarantine after repeated errors of our own; a live DAG runs on")
            .build();

    private RequestMoves() {}
}
