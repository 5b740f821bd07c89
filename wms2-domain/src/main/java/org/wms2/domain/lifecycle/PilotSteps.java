package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wms2.domain.Ports;
import org.wms2.domain.planning.RoundPlan;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.DagTag;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.pilot.PilotMeasure;
import org.wms2.ports.pilot.PilotPlan;
import org.wms2.ports.pilot.PilotStatus;
import org.wms2.ports.plan.DagHeader;
import org.wms2.ports.plan.WorkUnitPlan;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;

/**
 * Pilot running: one job measures the payload before the first round. It is submitted as a DAG is (docs/adr/0004: intent,
 * on hold or found by its tag, cluster stored, released). What it measured is fixed in the workflow before anything is
 * planned; a pilot that fails, is held, vanishes or takes too long leaves the request's own estimates. It claims no input.
 */
final class PilotSteps {
    private static final String RUNS = "the pilot runs";
    private static final String NOT_FOUND = "the pilot is neither in the queue nor in the history";
    /** How a request says that a pilot is being removed by rule, and why. */
    private static final String REMOVING = "the pilot is being removed: ";

    private static final long MAX_EVENTS = 200;
    /** The longest run has four times the events of the first one. */
    private static final long LONGEST = 4;

    private final Ports ports;
    private final Duration timeout;
    private final Duration grace;

    PilotSteps(Ports ports, Duration timeout, Duration grace) {
        this.ports = ports;
        this.timeout = timeout;
        this.grace = grace;
    }

    /** Whether a request that is admitted is measured first: once, and never after something has been planned. */
    boolean isWanted(RequestState state) {
        Request request = state.request();
        return request.options().pilot()
                && !request.options().urgent()
                && request.round() == 0
                && state.dag().isEmpty()
                && newest(request)
                        .filter(p -> p.status() == PilotStatus.MEASURED || p.status() == PilotStatus.FAILED)
                        .isEmpty();
    }

    private Optional<Pilot> newest(Request request) {
        return ports.stores().work().pilot(request.name());
    }

    /** The pilot of a request, if it may be in HTCondor. */
    Optional<Pilot> live(RequestState state) {
        return state.request().options().pilot()
                ? newest(state.request()).filter(p -> p.status().isLive())
                : Optional.empty();
    }

    /**
     * The request's own step.
     *
     * @param plan of the first round, as it would be without a pilot
     */
    Decision next(RequestState state, Supplier<RoundPlan> plan, Instant now, Instant lookAgain) {
        Optional<Pilot> live = live(state);
        if (live.isEmpty() || live.get().status() == PilotStatus.PLANNED) {
            return submit(state, live, plan.get(), now);
        }
        Pilot pilot = live.get();
        return pilot.status() == PilotStatus.SUBMITTED ? release(pilot) : running(state, pilot, now, lookAgain);
    }

    private Decision submit(RequestState state, Optional<Pilot> planned, RoundPlan plan, Instant now) {
        Request request = state.request();
        if (plan instanceof RoundPlan.Ready ready) {
            Pilot pilot = planned.orElseGet(() -> fresh(request, now));
            PilotPlan what = plan(pilot.key(), ready);
            Change intent = new Change.PutIntent(
                    new Intent(SubjectKind.DAG, Intent.dag(pilot.key()), IntentAction.SUBMIT_PILOT, now));
            List<Change> first =
                    planned.isPresent() ? List.of(intent) : List.of(new Change.PutPilot(pilot, null), intent);
            return new Decision.Act(first, new Effect.SubmitPilot(pilot, what), "submit pilot " + pilot.key());
        }
        String why = switch (plan) {
            case RoundPlan.MustWait wait -> wait.reason();
            case RoundPlan.TooLarge large -> large.reason();
            default -> "nothing is to be processed";
        };
        Change move = PlanningSteps.moveChange(request, RequestStatus.PLANNING, "no pilot yet: " + why);
        if (planned.isEmpty()) {
            return new Decision.Apply(List.of(move), "no pilot yet: " + why);
        }
        Pilot pilot = planned.get();
        return ports.htcondor()
                .find(pilot.key())
                .<Decision>map(seen -> new Decision.Apply(
                        PilotEnds.submitted(pilot, seen.cluster(), now), "adopt pilot " + pilot.key()))
                .orElseGet(() -> new Decision.Apply(
                        PilotEnds.ended(pilot, PilotStatus.REMOVED, "not submitted: " + why, now, move),
                        "no pilot yet: " + why));
    }

    private Pilot fresh(Request request, Instant now) {
        int attempt = newest(request).map(p -> p.key().attempt() + 1).orElse(0);
        DagKey key = new DagKey(DagTag.pilot(request.name(), request.processingVersion()), attempt);
        return Pilot.planned(key, request.name(), ports.dagFiles().directory(key), now);
    }

    /** Where the first work unit may go, and events enough for a line, but no more than its first job's. */
    private static PilotPlan plan(DagKey key, RoundPlan.Ready ready) {
        WorkUnitPlan unit = ready.plan().workUnits().iterator().next();
        long ofJob = unit.jobs().getFirst().expectedEvents();
        DagHeader h = ready.plan().header();
        return new PilotPlan(
                new DagHeader(
                        key, h.workflow(), h.processingVersion(), h.round(), h.priority(), h.throttles(), h.layout()),
                Math.max(1, Math.min(MAX_EVENTS, ofJob / LONGEST)),
                List.copyOf(unit.sites()));
    }

    private static Decision release(Pilot pilot) {
        return new Decision.Act(
                List.of(), new Effect.ReleasePilot(pilot, cluster(pilot)), "release pilot " + pilot.key());
    }

    private static ClusterId cluster(Pilot pilot) {
        return Optional.ofNullable(pilot.cluster())
                .orElseThrow(() -> new IllegalStateException(pilot.key() + " is submitted and has no cluster"));
    }

    private Decision running(RequestState state, Pilot pilot, Instant now, Instant lookAgain) {
        Request request = state.request();
        Optional<DagObservation> found = OwnSchedd.find(ports.htcondor(), pilot.key(), pilot.cluster());
        if (found.isEmpty()) {
            return notFound(state, pilot, now, lookAgain);
        }
        DagObservation seen = found.get();
        if (!seen.hasEnded()) {
            return alive(pilot, seen, now, lookAgain);
        }
        long left = OwnSchedd.remaining(ports.htcondor(), pilot.key(), pilot.cluster());
        if (left > 0) {
            return new Decision.Wait(Cause.PILOT, "the pilot has ended and is on its way out of the queue", lookAgain);
        }
        return seen.state() == JobState.REMOVED
                ? fallBack(request, pilot, "it was removed: " + seen.reason(), now)
                : measured(state, pilot, "it left no measurement, exit status " + seen.exitCode(), now);
    }

    private Decision notFound(RequestState state, Pilot pilot, Instant now, Instant lookAgain) {
        String reason = state.request().reason();
        if (reason.startsWith(REMOVING) && OwnSchedd.remaining(ports.htcondor(), pilot.key(), pilot.cluster()) == 0) {
            // One that never started is not found once it is removed.
            return fallBack(state.request(), pilot, reason.substring(REMOVING.length()), now);
        }
        if (!reason.equals(NOT_FOUND)) {
            // Since when it is missed is kept in the pilot's row: the cause stays the same, and so does its clock.
            return new Decision.Apply(
                    List.of(
                            new Change.PutPilot(pilot.released(now), PilotStatus.RUNNING),
                            new Change.Wait(Cause.PILOT, NOT_FOUND, lookAgain)),
                    NOT_FOUND);
        }
        return pilot.statusSince().plus(grace).isAfter(now)
                ? new Decision.Wait(Cause.PILOT, NOT_FOUND, lookAgain)
                : measured(state, pilot, NOT_FOUND, now);
    }

    private Decision alive(Pilot pilot, DagObservation seen, Instant now, Instant lookAgain) {
        if (seen.isSubmittedOnHold()) {
            return release(pilot);
        }
        boolean late = !pilot.plannedAt().plus(timeout).isAfter(now);
        if (seen.state() != JobState.HELD && !late) {
            return new Decision.Wait(
                    Cause.PILOT, seen.starts() == 0 ? "the pilot has not started yet" : RUNS, lookAgain);
        }
        String why = seen.state() == JobState.HELD
                ? "the pilot was held, code " + seen.holdReasonCode() + ": " + seen.reason()
                : "the pilot took longer than " + timeout.toSeconds() + " s";
        return new Decision.Act(
                List.of(),
                new Effect.RemovePilot(
                        pilot, seen.cluster(), why, new Change.Wait(Cause.PILOT, REMOVING + why, lookAgain)),
                "remove pilot " + pilot.key() + ": " + why);
    }

    private Decision measured(RequestState state, Pilot pilot, String none, Instant now) {
        Request request = state.request();
        Optional<PilotMeasure> measure;
        try {
            measure = ports.dagFiles().measure(pilot.directory());
        } catch (ServiceUnavailableException e) {
            throw e;
        } catch (Wms2Exception e) {
            return fallBack(request, pilot, "its measurement cannot be read: " + e.getMessage(), now);
        }
        if (measure.isEmpty()) {
            return fallBack(request, pilot, none, now);
        }
        Optional<String> doubt = measure.get().doubt();
        if (doubt.isPresent()) {
            return fallBack(request, pilot, "its measurement is not to be relied on: " + doubt.get(), now);
        }
        Measured tuned = Measured.of(state.workflow(), measure.get());
        return new Decision.Apply(
                List.of(
                        new Change.PutPilot(pilot.measured(measure.get(), tuned.changed(), now), pilot.status()),
                        new Change.TuneWorkflow(tuned.workflow()),
                        PlanningSteps.moveChange(request, RequestStatus.PLANNING, "measured: " + tuned.changed())),
                "measured: " + tuned.changed());
    }

    private static Decision fallBack(Request request, Pilot pilot, String why, Instant now) {
        return new Decision.Apply(PilotEnds.failed(request, pilot, why, now), "no measurement: " + why);
    }
}
