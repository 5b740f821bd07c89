package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.wish.Wish;

/**
 * Stops a pilot: its job is removed, looked up gone, then the request goes where the wish says. There is nothing to rescue:
 * after a release it is measured anew. Finish is refused as ever where nothing is merged, and stops nothing.
 */
final class PilotStops {
    private static final String ASKED = "stopping: HTCondor has been asked to remove the pilot";

    private final Ports ports;
    private final PilotSteps pilots;

    PilotStops(Ports ports, PilotSteps pilots) {
        this.ports = ports;
        this.pilots = pilots;
    }

    /** What to do before anything else; empty if no pilot is to be stopped. */
    Optional<Decision> next(RequestState state, Instant now, Instant lookAgain) {
        Request request = state.request();
        if (request.options().pilot()
                && request.status() == RequestStatus.RESUBMITTING
                && state.dag().isEmpty()) {
            return Optional.of(new Decision.Apply(
                    List.of(
                            PlanningSteps.moveChange(request, RequestStatus.QUEUED, request.reason()),
                            new Change.Wait("", now)),
                    "queued: only a pilot has run"));
        }
        return pilots.live(state).flatMap(pilot -> next(state, pilot, now, lookAgain));
    }

    private Optional<Decision> next(RequestState state, Pilot pilot, Instant now, Instant lookAgain) {
        if (state.request().status() != RequestStatus.PILOT_RUNNING) {
            return Optional.of(leave(state, pilot, now, lookAgain));
        }
        return Wishes.strongest(state.wishes()).filter(PilotStops::stops).map(wish -> {
            String why = Wishes.said(wish);
            return new Decision.Apply(
                    List.of(PlanningSteps.moveChange(state.request(), RequestStatus.STOPPING, why)), why);
        });
    }

    private static boolean stops(Wish wish) {
        return switch (wish.kind()) {
            case HOLD, STOP, FAIL, ABORT -> true;
            case PRIORITY, RELEASE, FINISH -> false;
        };
    }

    /** Also where a quarantine left one: outside of pilot_running it has nothing to measure for. */
    private Decision leave(RequestState state, Pilot pilot, Instant now, Instant lookAgain) {
        Optional<DagObservation> alive =
                OwnSchedd.find(ports.htcondor(), pilot.key(), pilot.cluster()).filter(o -> !o.hasEnded());
        Request request = state.request();
        boolean stopping = request.status() == RequestStatus.STOPPING;
        Change.Wait wait = stopping
                ? new Change.Wait(Cause.STOPPING, ASKED, lookAgain)
                : new Change.Wait(request.cause(), request.reason(), lookAgain);
        if (alive.isPresent() && !state.waitsSaying(ASKED, now)) {
            return new Decision.Act(
                    List.of(),
                    new Effect.RemovePilot(pilot, alive.get().cluster(), "WMS2: stop of " + pilot.key(), wait),
                    "remove pilot " + pilot.key());
        }
        if (alive.isPresent() || OwnSchedd.remaining(ports.htcondor(), pilot.key(), pilot.cluster()) > 0) {
            return new Decision.Wait(wait.cause(), wait.reason(), lookAgain);
        }
        List<Change> changes = new ArrayList<>(
                PilotEnds.ended(pilot, PilotStatus.REMOVED, "removed: the request leaves pilot_running", now));
        if (stopping) {
            changes.addAll(asWished(state, now));
        }
        return new Decision.Apply(changes, "pilot " + pilot.key() + " is gone");
    }

    private static List<Change> asWished(RequestState state, Instant now) {
        Request request = state.request();
        Optional<Wish> wish = Wishes.strongest(state.wishes()).filter(PilotStops::stops);
        if (wish.isEmpty() || wish.get().what().requeue()) {
            List<Change> changes = new ArrayList<>();
            changes.add(PlanningSteps.moveChange(
                    request, RequestStatus.RESUBMITTING, wish.map(Wishes::said).orElse("the wish was withdrawn")));
            wish.map(Wishes::carriedOut).ifPresent(changes::add);
            return changes;
        }
        Optional<RequestStatus> end = Wishes.endOf(wish.get().kind());
        if (end.isPresent()) {
            return Wishes.ending(state, wish.get(), end.get(), now);
        }
        RequestMoves.TABLE.require(request.status(), RequestStatus.HELD);
        String why = Wishes.said(wish.get());
        return List.of(
                new Change.MoveRequest(request.status(), RequestStatus.HELD, Cause.OPERATOR, why, "release"),
                Wishes.carriedOut(wish.get()));
    }
}
