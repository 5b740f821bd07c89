package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Ports;
import org.wms2.domain.housekeeping.DiskGuard;
import org.wms2.domain.outputs.BlockPipeline;
import org.wms2.domain.planning.Planner;
import org.wms2.domain.planning.RoundPlan;
import org.wms2.domain.planning.RoundRequest;
import org.wms2.domain.planning.SiteView;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.WorkUnitId;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.ProductionStep;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.WorkUnitCounts;

/** Gathers the facts that a status needs and asks its step; then the outputs, which move in every status. */
final class Steps {
    private static final int ADMISSION_WINDOW = 1_000;

    private final Ports ports;
    private final DomainSettings settings;
    private final Planner planner;
    private final SharedQueue queue;
    private final DagLook dagLook;
    private final Slots slots;
    private final Leftovers leftovers;
    private final ProductionSteps productionSteps;
    private final Rescues rescues;
    private final Recovery recovery;
    private final Wishes wishes;
    private final Stopping stopping;
    private final StartLoop startLoop;
    private final HeldDagman heldDagman = new HeldDagman();
    private final Invalidation invalidation;
    private final Reports reports;
    private final PilotSteps pilots;
    private final PilotStops pilotStops;
    private final Tending tending;

    Steps(Ports ports, DomainSettings settings, SharedQueue queue, Slots slots) {
        this.ports = ports;
        this.settings = settings;
        this.planner = new Planner(settings.planning());
        this.queue = queue;
        this.dagLook = new DagLook(ports, queue, settings.vanishedGrace());
        this.slots = slots;
        this.leftovers = new Leftovers(ports, settings.vanishedGrace());
        this.productionSteps = new ProductionSteps(ports.stores());
        this.rescues = new Rescues(ports, productionSteps, leftovers);
        this.recovery = new Recovery(ports, settings.errorRule(), rescues, productionSteps);
        this.reports = new Reports(ports, settings);
        this.invalidation = new Invalidation(ports.stores(), settings.lease());
        this.wishes = new Wishes(ports, recovery, rescues, leftovers);
        this.pilots = new PilotSteps(ports, settings.pilotTimeout(), settings.vanishedGrace());
        this.pilotStops = new PilotStops(ports, pilots);
        this.startLoop = new StartLoop(settings.vanishedGrace());
        this.tending = new Tending(ports, settings.memoryRule(), queue::heldJobs);
        this.stopping = new Stopping(ports, dagLook, rescues, settings.vanishedGrace(), leftovers);
    }

    DagLook dagLook() {
        return dagLook;
    }

    Rescues rescues() {
        return rescues;
    }

    HeldDagman heldDagman() {
        return heldDagman;
    }

    Tending tending() {
        return tending;
    }

    Reports reports() {
        return reports;
    }

    /** What to do now: what is wished comes before the request's own way. */
    Decision decide(RequestState state, Instant now) {
        if (state.request().status().isFinal()) {
            return owed(state, now);
        }
        try {
            return byItself(state, now);
        } catch (ServiceUnavailableException silent) {
            // Outputs go their way whoever is silent for the request itself.
            return outputs(state, now).orElseThrow(() -> silent);
        }
    }

    private Decision byItself(RequestState state, Instant now) {
        Optional<Decision> pilot = pilotStops.next(state, now, now.plus(settings.pollInterval()));
        if (pilot.isPresent()) {
            return pilot.get();
        }
        Optional<Decision> wished = wishes.next(state, now, now.plus(settings.pollInterval()));
        if (wished.isPresent()) {
            return wished.get() instanceof Decision.Wait wait
                    ? outputs(state, now).orElse(wait)
                    : wished.get();
        }
        if (state.request().status() == RequestStatus.QUEUED) {
            // It may go to and fro between queue and plan for long: outputs of earlier rounds come first.
            return outputs(state, now).orElseGet(() -> ownStep(state, now));
        }
        Decision own = ownStep(state, now);
        if (own instanceof Decision.Act act && act.effect() instanceof Effect.OnRunningDag) {
            // It may fail for long, and nothing waits for it: outputs go their way meanwhile.
            return outputs(state, now).orElse(own);
        }
        if (!(own instanceof Decision.Wait wait)) {
            return own;
        }
        return outputs(state, now).or(() -> reports.next(state, now)).orElseGet(() -> earliest(state, wait));
    }

    /** Final, and owing: outputs and reports go their way to the end. */
    private Decision owed(RequestState state, Instant now) {
        String reason = state.request().reason();
        return outputs(state, now)
                .or(() -> reports.next(state, now))
                .or(() -> BlockPipeline.nextLook(state.blocks())
                        .map(look -> new Decision.Wait(state.request().cause(), reason, look)))
                .or(() -> reports.again(state, now).map(at -> new Decision.Wait(Cause.REQMGR2_SILENT, reason, at)))
                .orElseGet(() -> new Decision.Apply(List.of(new Change.SetOwing(false)), "nothing is owed any more"));
    }

    private Optional<Decision> outputs(RequestState state, Instant now) {
        return registration(state)
                .or(() -> BlockPipeline.next(
                        state.blocks(),
                        state.workflow().blockLimits(),
                        state.openDag().isPresent(),
                        now));
    }

    private Decision ownStep(RequestState state, Instant now) {
        Request request = state.request();
        return switch (request.status()) {
            case NEW ->
                new Decision.Apply(
                        List.of(PlanningSteps.moveChange(request, RequestStatus.SUBMITTED, "valid")), "submitted");
            case SUBMITTED ->
                invalidation
                        .first(state, now, now.plus(settings.pollInterval()))
                        .orElseGet(() ->
                                new Decision.Act(List.of(), new Effect.TakeSnapshot(), "take the input snapshot"));
            case QUEUED -> admit(state, now);
            case PLANNING -> plan(state, now);
            case ACTIVE -> active(state, now);
            case PARTIAL -> RoundAudit.difference(state, ports.stores()).orElseGet(() -> recovery.next(state, now));
            case RESUBMITTING -> rescues.next(state, now, now.plus(settings.pollInterval()));
            case HELD -> held(state, now);
            case STOPPING -> stopping.next(state, now, now.plus(settings.pollInterval()));
            case PILOT_RUNNING ->
                pilots.next(
                        state,
                        () -> round(state, InputFacts.of(state, ports.stores()), now),
                        now,
                        now.plus(settings.pollInterval()));
            case COMPLETED, FAILED, ABORTED ->
                new Decision.Wait(request.cause(), request.reason(), now.plus(settings.retryInterval()));
        };
    }

    private Decision admit(RequestState state, Instant now) {
        Request request = state.request();
        if (request.nextLook().isAfter(now)) {
            return new Decision.Wait(request.cause(), request.reason(), request.nextLook());
        }
        Instant lookAgain = now.plus(settings.pollInterval());
        List<RequestName> queue =
                ports.stores().requests().queued(lookAgain, now.minus(Slots.ABANDONED), ADMISSION_WINDOW);
        int position = queue.indexOf(request.name());
        return PlanningSteps.admit(
                state,
                ports.stores().requests().slotsTaken(),
                slots.get(),
                position < 0 ? queue.size() : position,
                pilots.isWanted(state),
                lookAgain);
    }

    private Decision plan(RequestState state, Instant now) {
        Request request = state.request();
        InputFacts input = InputFacts.of(state, ports.stores());
        if (input.isOlder(settings.rereadAfter(), now) && !input.isReadSince(request.statusSince())) {
            return PlanningSteps.readAgain("read the input again before round " + request.round());
        }
        RoundPlan plan = DiskGuard.checked(round(state, input, now), ports.disk());
        String directory = ports.dagFiles().directory(PlanningSteps.key(request));
        return PlanningSteps.plan(state, plan, input, directory, now, settings.retryInterval());
    }

    private RoundPlan round(RequestState state, InputFacts input, Instant now) {
        Request request = state.request();
        long jobsBefore = ports.stores().work().counts(request.name()).jobs();
        return planner.round(
                new RoundRequest(
                        state.workflow(), request.processingVersion(), request.round(), jobsBefore, request.priority()),
                input.input(),
                SiteView.of(ports.cric().siteMap(), ports.stores().sites(), request.name(), now),
                slots.admission().limits());
    }

    private Decision active(RequestState state, Instant now) {
        Optional<Dag> open = state.openDag();
        Instant lookAgain = now.plus(settings.pollInterval());
        if (open.isEmpty() && state.endedDag().isPresent() && !state.missing().isEmpty()) {
            // Stopped to be finished, and the wish could not be carried out: its round has not ended well.
            String why = state.missing().size() + " work units of the ended round are missing";
            return new Decision.Apply(
                    List.of(PlanningSteps.moveChange(state.request(), RequestStatus.PARTIAL, why)), why);
        }
        if (open.isEmpty()) {
            WorkUnitCounts counts = ports.stores().work().counts(state.request().name());
            Optional<Decision> end = RoundEnd.next(state, counts, productionSteps, now)
                    .map(e -> RoundEnd.isTheEnd(e)
                            ? invalidation.last(state, now, lookAgain).orElse(e)
                            : e);
            return end.isEmpty()
                    ? new Decision.Wait(Cause.OUTPUTS, "outputs are on their way", lookAgain)
                    : RoundAudit.difference(state, ports.stores()).orElseGet(end::get);
        }
        Dag dag = open.get();
        Optional<Decision> submission = DagSubmission.next(dag, now);
        if (submission.isPresent()) {
            return submission.get();
        }
        Optional<Decision> sweep = DagSubmission.sweep(dag, queue.look());
        if (sweep.isPresent()) {
            return sweep.get();
        }
        DagFacts facts = dagLook.look(state, dag);
        return DagIngest.next(state, facts, ports.cric().siteMap(), now)
                .or(() -> facts.vanished() ? leftovers.next(state, dag, true, now, lookAgain) : Optional.empty())
                .or(() -> DagEnd.next(state, dag, facts, now))
                .or(() -> startLoop.next(dag, facts, now))
                .or(() -> heldDagman.next(state, dag, facts, now, lookAgain))
                .or(() -> stepReached(state))
                .or(() -> tending.next(state, dag, facts, now))
                .orElseGet(() -> new Decision.Wait(Cause.DAG_RUNNING, words(facts), lookAgain));
    }

    private Optional<Decision> stepReached(RequestState state) {
        List<ProductionStep> reached = productionSteps.reached(state);
        if (reached.isEmpty()) {
            return Optional.empty();
        }
        String why = productionSteps.words(reached);
        return Optional.of(new Decision.Apply(
                List.of(PlanningSteps.moveChange(state.request(), RequestStatus.STOPPING, why)), why));
    }

    /** Held: a live DAG runs on and is observed, its end waits for the release. */
    private Decision held(RequestState state, Instant now) {
        Decision rest = new Decision.Wait(
                state.request().cause(), state.request().reason(), now.plus(settings.retryInterval()));
        return state.openDag()
                .filter(d -> DagSubmission.next(d, now).isEmpty() && d.cluster() != null)
                .flatMap(d -> DagIngest.next(
                        state, dagLook.look(state, d), ports.cric().siteMap(), now))
                .orElse(rest);
    }

    private Optional<Decision> registration(RequestState state) {
        boolean any = state.blocks().stream().anyMatch(b -> b.status().isRegistered());
        List<WorkUnitId> registered =
                any ? ports.stores().outputs().fullyRegistered(state.request().name()) : List.of();
        if (registered.isEmpty()) {
            return Optional.empty();
        }
        WorkUnitMoves.TABLE.require(WorkUnitStatus.MERGED, WorkUnitStatus.REGISTERED);
        List<Change> changes = new ArrayList<>();
        for (WorkUnitId id : registered) {
            changes.add(new Change.MoveWorkUnit(id, WorkUnitStatus.MERGED, WorkUnitStatus.REGISTERED, null, ""));
        }
        return Optional.of(new Decision.Apply(changes, registered.size() + " work units registered"));
    }

    /** The wait with the next look of a block; with no live DAG, a block that is tried in vain is what is waited for. */
    private static Decision earliest(RequestState state, Decision.Wait wait) {
        Instant until = BlockPipeline.nextLook(state.blocks())
                .filter(b -> b.isBefore(wait.until()))
                .orElse(wait.until());
        Optional<OutputBlock> inVain = state.blocks().stream()
                .filter(b -> !b.reason().isEmpty() && state.openDag().isEmpty())
                .min(Comparator.comparing((OutputBlock b) -> b.retries() == 0).thenComparing(OutputBlock::nextLook));
        if (inVain.isEmpty() || state.request().status() == RequestStatus.HELD) {
            return new Decision.Wait(wait.cause(), wait.reason(), until);
        }
        OutputBlock block = inVain.get();
        Cause cause = block.retries() > 0 ? Causes.ofBlock(block.reason()).orElse(wait.cause()) : wait.cause();
        String reason = wait.reason() + ": block " + block.name() + ", " + block.reason();
        return new Decision.Wait(cause, reason, until);
    }

    private static String words(DagFacts facts) {
        if (facts.seen().isEmpty()) {
            return "DAGMan is neither in the queue nor in the history";
        }
        DagObservation seen = facts.seen().get();
        if (seen.starts() == 0) {
            return "DAGMan has not started yet";
        }
        if (seen.state() == JobState.REMOVED) {
            return "DAGMan was removed (" + seen.reason() + "): its last word is waited for";
        }
        JobCounts jobs = seen.jobs();
        String again = seen.starts() < 2
                ? ""
                : "DAGMan has been started " + seen.starts() + " times, and goes on from its log; ";
        return again + "jobs: " + jobs.running() + " running, " + jobs.idle() + " idle, " + jobs.held() + " held";
    }
}
