package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.ports.cms.SiteMap;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.htcondor.RescueCheck;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;

/**
 * Stopping: DAGMan is removed, what it still finished is taken in, and once it and all of its jobs are gone the request is
 * DAGMan's rescue file is verified. Then it goes where the wish says; a production step has none, and resubmits.
 */
final class Stopping {
    /** What a request says from the removal on. */
    static final String ASKED = "stopping: HTCondor has been asked to remove the DAG";

    private final Ports ports;
    private final DagLook dagLook;
    private final Rescues rescues;
    private final Duration grace;
    private final Leftovers leftovers;

    Stopping(Ports ports, DagLook dagLook, Rescues rescues, Duration grace, Leftovers leftovers) {
        this.ports = ports;
        this.dagLook = dagLook;
        this.rescues = rescues;
        this.grace = grace;
        this.leftovers = leftovers;
    }

    Decision next(RequestState state, Instant now, Instant lookAgain) {
        Optional<Dag> open = state.openDag();
        if (open.isEmpty()) {
            RequestStatus to = state.missing().isEmpty() ? RequestStatus.ACTIVE : RequestStatus.PARTIAL;
            return new Decision.Apply(
                    List.of(PlanningSteps.moveChange(state.request(), to, "no DAG is live")), "no DAG is live");
        }
        Dag dag = open.get();
        return switch (dag.status()) {
            case READY, SUBMITTED -> unstarted(state, dag, now, lookAgain);
            case PLANNING -> ended(state, dag, DagStatus.REMOVED, "it had not been written");
            case RUNNING, COMPLETED, PARTIAL, FAILED, STOPPED, REMOVED, HALTED, INTERRUPTED ->
                running(state, dag, now, lookAgain);
        };
    }

    /** Not known to run: its tag says whether it was submitted all the same. */
    private Decision unstarted(RequestState state, Dag dag, Instant now, Instant lookAgain) {
        Optional<DagObservation> seen = OwnSchedd.find(ports.htcondor(), dag.key(), dag.cluster());
        if (seen.isEmpty()) {
            return ended(state, dag, DagStatus.REMOVED, "it had not started");
        }
        if (dag.status() == DagStatus.SUBMITTED && seen.get().starts() > 0) {
            // The release took place and its answer was lost: from here on it is one that ran.
            return new Decision.Apply(DagSubmission.released(dag), dag.key() + " had been released");
        }
        return state.waitsSaying(ASKED, now)
                ? new Decision.Wait(Cause.STOPPING, ASKED, lookAgain)
                : new Decision.Act(List.of(), new Effect.RemoveDag(dag, seen.get()), ASKED);
    }

    private Decision running(RequestState state, Dag dag, Instant now, Instant lookAgain) {
        DagFacts facts = dagLook.lookToStop(state, dag);
        SiteMap sites = ports.cric().siteMap();
        Optional<Decision> news = DagIngest.next(state, facts, sites, now);
        if (news.isPresent()) {
            return news.get();
        }
        if (!facts.ended()) {
            return facts.seen().isEmpty() || state.waitsSaying(ASKED, now)
                    ? new Decision.Wait(Cause.STOPPING, ASKED, lookAgain)
                    : remove(state, dag, now, lookAgain);
        }
        if (!facts.settled()) {
            return new Decision.Wait(Cause.STOPPING, "stopping: DAGMan has not written its last word yet", lookAgain);
        }
        Optional<Decision> left = leftovers.next(state, dag, facts.vanished(), now, lookAgain);
        if (left.isPresent()) {
            return left.get();
        }
        if (state.missing().isEmpty()) {
            return ended(state, dag, DagStatus.COMPLETED, "it had ended: every work unit is merged");
        }
        if (facts.seen().filter(DagObservation::isUnstartedRemoval).isPresent()) {
            return ended(state, dag, DagStatus.REMOVED, "it had been released and had not started");
        }
        // It was quicker than the stop: its end is handled as usual, the wish stays.
        return DagEnd.next(state, dag, facts, now).orElseGet(() -> stopped(state, dag, now));
    }

    /**
     * Only a DAGMan that runs writes a rescue file when it is removed: one that is held is released and waited for first,
     * within the grace time, unless it has never started (contracts/htcondor.md 3).
     */
    private Decision remove(RequestState state, Dag dag, Instant now, Instant lookAgain) {
        // Asked anew: the shared look at the queue may be from before somebody held it.
        Optional<DagObservation> fresh = OwnSchedd.find(ports.htcondor(), dag.key(), dag.cluster());
        if (fresh.isEmpty() || fresh.get().hasEnded()) {
            return new Decision.Wait(Cause.STOPPING, ASKED, lookAgain);
        }
        DagObservation seen = fresh.get();
        boolean worthIt =
                seen.starts() > 0 && state.request().statusSince().plus(grace).isAfter(now);
        if (worthIt
                && seen.state() == JobState.HELD
                && !state.request().reason().equals(HeldDagman.RELEASED)) {
            return new Decision.Act(
                    List.of(),
                    new Effect.ReleaseHeldDag(dag, seen.cluster()),
                    "release held " + dag.key() + ", so that it writes its rescue file when it is removed");
        }
        if (worthIt && (seen.state() == JobState.HELD || seen.state() == JobState.IDLE)) {
            return new Decision.Wait(Cause.STOPPING, HeldDagman.RELEASED, lookAgain);
        }
        return new Decision.Act(List.of(), new Effect.RemoveDag(dag, seen), ASKED);
    }

    private Decision stopped(RequestState state, Dag dag, Instant now) {
        String count = state.missing().size() + " of " + state.units().size() + " work units are missing";
        Optional<Wish> wish = Wishes.strongest(state.wishes());
        Optional<RequestStatus> end = wish.flatMap(w -> Wishes.endOf(w.kind()));
        if (end.isPresent()) {
            return toTheEnd(state, dag, wish.get(), end.get(), count, now);
        }
        RescueCheck rescue = rescues.check(state, dag);
        if (wish.filter(w -> w.kind() == WishKind.FINISH).isPresent()) {
            return gone(state, dag, DagStatus.STOPPED, RequestStatus.ACTIVE, "removed as wished; " + count);
        }
        if (!rescue.usable()) {
            String why = "removed as wished, no rescue is usable (" + rescue.why() + "); " + count;
            return gone(state, dag, DagStatus.INTERRUPTED, RequestStatus.PARTIAL, why);
        }
        Optional<Wish> stop = wish.filter(w -> w.kind() == WishKind.STOP || w.kind() == WishKind.HOLD);
        boolean rests = stop.filter(w -> !w.what().requeue()).isPresent();
        String why = stop.map(Wishes::said).orElse(state.request().reason()) + "; " + count;
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.MoveDag(dag.key(), dag.status(), DagStatus.STOPPED, "removed as wished; " + count));
        changes.add(
                rests
                        ? new Change.MoveRequest(
                                RequestStatus.STOPPING, RequestStatus.HELD, Cause.OPERATOR, why, "release")
                        : PlanningSteps.moveChange(state.request(), RequestStatus.RESUBMITTING, why));
        stop.map(Wishes::carriedOut).ifPresent(changes::add);
        return new Decision.Apply(changes, "stopped: " + why);
    }

    private static Decision toTheEnd(
            RequestState state, Dag dag, Wish wish, RequestStatus to, String count, Instant now) {
        List<Change> changes = new ArrayList<>();
        DagMoves.TABLE.require(dag.status(), DagStatus.STOPPED);
        changes.add(new Change.MoveDag(dag.key(), dag.status(), DagStatus.STOPPED, "removed as wished; " + count));
        changes.addAll(Wishes.ending(state, wish, to, now));
        return new Decision.Apply(changes, to.word() + ": " + Wishes.said(wish));
    }

    /** Whatever was missing, it has ended without a rescue to go on from; with everything merged it is active. */
    private static Decision ended(RequestState state, Dag dag, DagStatus to, String why) {
        boolean whole = state.missing().isEmpty();
        return gone(state, dag, to, whole ? RequestStatus.ACTIVE : RequestStatus.PARTIAL, why);
    }

    private static Decision gone(RequestState state, Dag dag, DagStatus end, RequestStatus to, String why) {
        DagMoves.TABLE.require(dag.status(), end);
        return new Decision.Apply(
                List.of(
                        new Change.MoveDag(dag.key(), dag.status(), end, why),
                        PlanningSteps.moveChange(state.request(), to, dag.key() + ": " + why)),
                to.word() + ": " + dag.key() + ": " + why);
    }
}
