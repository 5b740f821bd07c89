package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.wms2.domain.planning.RoundPlan;
import org.wms2.domain.splitting.SplitJob;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.PreparedDag;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.ledger.ExclusionReason;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;

/** Steps of queued and planning: admission, the plan, its files. */
final class PlanningSteps {
    /** Retry intervals until a plan that had to wait is tried again: it may read the whole input anew. */
    private static final int PATIENCE = 10;

    private PlanningSteps() {}

    /**
     * Queued: admitted while slots are free for it and for all that come before it.
     *
     * @param position its place in the order of admission, from 0
     * @param pilot whether it is measured before it is planned
     */
    static Decision admit(
            RequestState state, int slotsTaken, int slots, int position, boolean pilot, Instant lookAgain) {
        Request request = state.request();
        int free = slots - slotsTaken;
        if (position < free) {
            boolean ready = state.openDag()
                    .filter(d -> d.status() == DagStatus.READY && d.round() == request.round())
                    .isPresent();
            RequestStatus to =
                    ready ? RequestStatus.ACTIVE : pilot ? RequestStatus.PILOT_RUNNING : RequestStatus.PLANNING;
            String why = ready ? "admitted; its DAG is ready" : "admitted";
            RequestMoves.TABLE.require(request.status(), to);
            // A plan that had to wait is tried again: its cause's clock runs on until there is a plan.
            Cause cause = to == RequestStatus.PLANNING && isOfPlan(request.cause()) ? request.cause() : Cause.NONE;
            return new Decision.Apply(
                    List.of(new Change.MoveRequest(request.status(), to, cause, why, "")), to.word() + ": " + why);
        }
        Cause cause = free <= 0 ? Cause.ADMISSION : Cause.PRIORITY;
        return new Decision.Wait(
                cause,
                "admission: " + slotsTaken + " of " + slots + " DAGs are active, " + position
                        + " requests come before this one",
                lookAgain);
    }

    private static boolean isOfPlan(Cause cause) {
        return cause == Cause.NO_SITE
                || cause == Cause.INPUT_NOT_ON_DISK
                || cause == Cause.PILEUP
                || cause == Cause.OPEN_DATASET
                || cause == Cause.DISK_FULL;
    }

    /** The key of the DAG that the current round begins with. */
    static DagKey key(Request request) {
        return new DagKey(DagTag.of(request.name(), request.processingVersion(), request.round()), 0);
    }

    /**
     * Planning: fix the tag, then write the files; or wait; or find that nothing is left.
     *
     * <p>Before the request waits for more input, or for it to be elsewhere, the input is read again, once.
     */
    static Decision plan(
            RequestState state, RoundPlan plan, InputFacts input, String directory, Instant now, Duration retry) {
        Request request = state.request();
        Duration patience = retry.multipliedBy(PATIENCE);
        return switch (plan) {
            case RoundPlan.Ready ready -> {
                DagKey key = key(request);
                boolean exhausted = ready.exhausted() && !input.isOpen();
                yield state.dag()
                        .filter(d -> d.key().equals(key))
                        .<Decision>map(d -> new Decision.Act(
                                List.of(),
                                new Effect.WriteDag(d, ready.plan(), exhausted, ready.overTimeLimit()),
                                "write " + ready.workUnits() + " work units, " + ready.jobs() + " jobs"))
                        .orElseGet(() -> new Decision.Apply(
                                List.of(new Change.PutDag(
                                        newDag(request, ready.plan().header(), directory, now))),
                                "tag " + key));
            }
            case RoundPlan.MustWait wait ->
                wait.cause() == Cause.DISK_FULL || input.isReadSince(request.statusSince())
                        ? mustWait(state, wait, wait.cause(), wait.reason(), now.plus(patience))
                        : readAgain("no plan yet: " + wait.reason());
            case RoundPlan.TooLarge large -> tooLarge(state, large);
            case RoundPlan.Nothing none -> {
                if (!input.isOpen()) {
                    yield nothing(state, none);
                }
                if (!input.isReadSince(request.statusSince())) {
                    yield readAgain("read the open input dataset again");
                }
                String reason = "the input dataset is open and has nothing new; it counts as closed at "
                        + input.closesAt().truncatedTo(ChronoUnit.SECONDS) + " if nothing comes";
                Instant look = now.plus(patience);
                boolean closesEarlier = input.closesAt().isBefore(look);
                yield mustWait(state, none, Cause.OPEN_DATASET, reason, closesEarlier ? input.closesAt() : look);
            }
        };
    }

    /** The input is read again and the round planned once more. */
    static Decision readAgain(String why) {
        return new Decision.Act(List.of(), new Effect.RefreshSnapshot(), why);
    }

    /** Back into the queue: frees the slot, carries the reason and when to look again. */
    private static Decision mustWait(RequestState state, RoundPlan plan, Cause cause, String reason, Instant look) {
        List<Change> changes = new ArrayList<>(exclude(plan.overTimeLimit()));
        RequestStatus from = state.request().status();
        RequestMoves.TABLE.require(from, RequestStatus.QUEUED);
        changes.add(new Change.MoveRequest(from, RequestStatus.QUEUED, cause, reason, ""));
        changes.add(new Change.Wait(cause, "no plan yet: " + reason, look));
        return new Decision.Apply(changes, "must wait: " + reason);
    }

    private static List<Change> exclude(List<Span> overTimeLimit) {
        List<Change> changes = new ArrayList<>();
        for (Span span : overTimeLimit) {
            changes.add(new Change.ExcludeInput(
                    span,
                    ExclusionReason.OVER_TIME_LIMIT,
                    "one lumi section alone is estimated above the job time limit (WMCore's " + SplitJob.OVER_TIME_LIMIT
                            + ")"));
        }
        return changes;
    }

    /** The files are there: the round may begin. */
    static List<Change> ready(RequestState state, Effect.WriteDag written, PreparedDag prepared, Instant now) {
        Dag dag = written.dag();
        DagMoves.TABLE.require(dag.status(), DagStatus.READY);
        Request request = state.request();
        List<WorkUnit> units = new ArrayList<>();
        List<Change> claims = new ArrayList<>();
        for (WorkUnitPlan unit : written.plan().workUnits()) {
            claims.add(new Change.ClaimInput(unit.id(), unit.spans()));
            units.add(new WorkUnit(
                    unit.id(),
                    request.name(),
                    dag.key(),
                    request.round(),
                    unit.ordinal(),
                    WorkUnitStatus.PLANNED,
                    unit.jobs().size(),
                    unit.files(),
                    unit.expectedOutputEvents(),
                    null,
                    now));
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.PutWorkUnits(units));
        changes.addAll(claims);
        changes.addAll(exclude(written.overTimeLimit()));
        changes.add(new Change.ReadyDag(dag.key(), prepared));
        changes.add(moveChange(request, RequestStatus.ACTIVE, "round " + request.round() + " is planned"));
        changes.add(new Change.SetRound(
                request.round(), request.plannedUnits() + prepared.workUnits(), written.exhausted()));
        return changes;
    }

    private static Dag newDag(Request request, DagHeader header, String directory, Instant now) {
        return new Dag(
                header.key(),
                request.name(),
                request.round(),
                DagStatus.PLANNING,
                directory,
                header.layout(),
                null,
                0,
                0,
                0,
                "",
                now);
    }

    /** Waiting does not make it fit. */
    private static Decision tooLarge(RequestState state, RoundPlan.TooLarge large) {
        List<Change> changes = new ArrayList<>(exclude(large.overTimeLimit()));
        RequestStatus from = state.request().status();
        RequestMoves.TABLE.require(from, RequestStatus.HELD);
        state.openDag().ifPresent(dag -> {
            DagMoves.TABLE.require(dag.status(), DagStatus.REMOVED);
            changes.add(new Change.MoveDag(
                    dag.key(), dag.status(), DagStatus.REMOVED, "it does not fit the schedd: it was never written"));
        });
        changes.add(new Change.MoveRequest(
                from,
                RequestStatus.HELD,
                Cause.REFUSED,
                "one work unit alone does not fit the schedd: " + large.reason(),
                "raise the limit that is named, or set layout to auto; then release"));
        return new Decision.Apply(changes, "held: " + large.reason());
    }

    private static Decision nothing(RequestState state, RoundPlan.Nothing none) {
        Request request = state.request();
        List<Change> changes = new ArrayList<>(exclude(none.overTimeLimit()));
        if (request.round() == 0) {
            RequestMoves.TABLE.require(request.status(), RequestStatus.HELD);
            changes.add(new Change.MoveRequest(
                    request.status(),
                    RequestStatus.HELD,
                    Cause.EMPTY_INPUT,
                    "the first round has nothing in it: all of the input is excluded",
                    "see wms2 audit " + request.name() + ", then compare LumiList and run lists with the dataset"));
            return new Decision.Apply(changes, "held: nothing to do");
        }
        state.openDag().ifPresent(dag -> {
            DagMoves.TABLE.require(dag.status(), DagStatus.REMOVED);
            changes.add(new Change.MoveDag(
                    dag.key(), dag.status(), DagStatus.REMOVED, "nothing is left to plan: it was never written"));
        });
        changes.add(new Change.SetRound(request.round(), request.plannedUnits(), true));
        changes.add(moveChange(request, RequestStatus.ACTIVE, "no input is left"));
        return new Decision.Apply(changes, "no input is left");
    }

    static Change moveChange(Request request, RequestStatus to, String why) {
        RequestMoves.TABLE.require(request.status(), to);
        return new Change.MoveRequest(request.status(), to, why, "");
    }
}
