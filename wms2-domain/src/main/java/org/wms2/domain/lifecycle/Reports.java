package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Ports;
import org.wms2.domain.ledger.Spans;
import org.wms2.ports.cms.ReportedRequest;
import org.wms2.ports.cms.RequestTotals;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;
import org.wms2.ports.workflow.GeneratorRange;

/**
 * Tells ReqMgr2 how far a request is: its totals once, and its status step by step. Only when the request has nothing else
 * to do; a ReqMgr2 that does not answer delays reports and nothing else, and a final request owes them. What this process
 * has told is kept in memory to ask less: forgotten, it is looked up. Thread-safe.
 */
final class Reports {
    /** Retry intervals after a refusal: a person has to look at it. */
    private static final int PATIENCE = 10;

    private final Ports ports;
    private final boolean on;
    private final Duration retry;
    private final Map<RequestName, Instant> notBefore = new ConcurrentHashMap<>();
    private final Map<RequestName, String> told = new ConcurrentHashMap<>();
    private final Set<RequestName> counted = ConcurrentHashMap.newKeySet();

    Reports(Ports ports, DomainSettings settings) {
        this.ports = ports;
        this.on = settings.reportToReqMgr2();
        this.retry = settings.retryInterval();
    }

    /** A request that ends owes the report of it. */
    List<Change> withDebt(List<Change> changes) {
        boolean ends = on && changes.stream().anyMatch(c -> c instanceof Change.MoveRequest m && m.to().isFinal());
        if (!ends) {
            return changes;
        }
        List<Change> more = new ArrayList<>(changes);
        more.add(new Change.SetOwing(true));
        return more;
    }

    /** The next report; empty if there is none, or ReqMgr2 did not answer a while ago. */
    Optional<Decision> next(RequestState state, Instant now) {
        RequestName name = state.request().name();
        if (!on || notBefore.getOrDefault(name, Instant.MIN).isAfter(now)) {
            return Optional.empty();
        }
        return statistics(state).or(() -> status(state, now));
    }

    /** When a report that is owed is tried again; empty if none is. */
    Optional<Instant> again(RequestState state, Instant now) {
        boolean owed =
                on && (statistics(state).isPresent() || status(state, now).isPresent());
        return owed ? Optional.of(notBefore.getOrDefault(state.request().name(), now)) : Optional.empty();
    }

    /** Once, by the first processing version: its next ones have the same input. */
    private Optional<Decision> statistics(RequestState state) {
        Request request = state.request();
        RequestName name = request.name();
        if (request.processingVersion() > 1 || request.plannedUnits() == 0 || counted.contains(name)) {
            return Optional.empty();
        }
        if (ports.stores().work().hasEnded(SubjectKind.REQUEST, name.value(), IntentAction.ADD_STATISTICS)) {
            counted.add(name);
            return Optional.empty();
        }
        return Optional.of(ports.stores().work().openIntents(SubjectKind.REQUEST, name.value()).stream()
                .filter(i -> i.action() == IntentAction.ADD_STATISTICS)
                .findFirst()
                .map(i -> new Decision.Act(
                        List.of(), new Effect.AddStatistics(i.detail()), "add statistics to ReqMgr2: " + i.detail()))
                .orElseGet(() -> new Decision.Act(
                        List.of(), new Effect.LookAtTotals(), "look at ReqMgr2's totals before adding to them")));
    }

    private Optional<Decision> status(RequestState state, Instant now) {
        RequestName name = state.request().name();
        return ReqMgr2Steps.target(state.request())
                .filter(target -> !target.equals(told.get(name)))
                .map(target -> new Decision.Act(
                        List.of(new Change.PutIntent(
                                new Intent(SubjectKind.REQUEST, name.value(), IntentAction.SET_STATUS, now, target))),
                        new Effect.ReportStatus(target),
                        "report to ReqMgr2: " + target));
    }

    /** Does a report; one that is not answered or refused comes again later, and nothing is stored of it. */
    List<Change> run(Effect.OnReqMgr2 effect, RequestState state, Instant now) {
        RequestName name = state.request().name();
        try {
            return switch (effect) {
                case Effect.LookAtTotals() -> look(state, now);
                case Effect.AddStatistics(String detail) -> add(state, TotalsIntent.of(detail), now);
                case Effect.ReportStatus(String target) -> step(state, target, now);
            };
        } catch (Wms2Exception e) {
            notBefore.put(name, now.plus(e.code().retryable() ? retry : retry.multipliedBy(PATIENCE)));
            return List.of();
        }
    }

    private List<Change> look(RequestState state, Instant now) {
        RequestTotals before = ports.reqMgr2()
                .reported(state.request().sourceName())
                .map(ReportedRequest::totals)
                .orElse(RequestTotals.NONE);
        TotalsIntent intent = new TotalsIntent(before, totals(state));
        return List.of(new Change.PutIntent(new Intent(
                SubjectKind.REQUEST,
                state.request().name().value(),
                IntentAction.ADD_STATISTICS,
                now,
                intent.detail())));
    }

    /**
     * Adds if the totals are what they were. If they are anything else, ours are in them, or somebody else's are: too
     * little is reported rather than twice as much.
     */
    private List<Change> add(RequestState state, TotalsIntent intent, Instant now) {
        RequestName source = state.request().sourceName();
        Optional<ReportedRequest> there = ports.reqMgr2().reported(source);
        if (there.isPresent() && there.get().totals().equals(intent.before())) {
            ports.reqMgr2().addStatistics(source, intent.added());
            there = ports.reqMgr2().reported(source);
            if (there.isPresent()
                    && there.get().totals().equals(intent.before())
                    && !intent.added().equals(RequestTotals.NONE)) {
                notBefore.put(state.request().name(), now.plus(retry));
                return List.of();
            }
        }
        return List.of(
                new Change.EndIntent(SubjectKind.REQUEST, state.request().name().value(), IntentAction.ADD_STATISTICS));
    }

    private List<Change> step(RequestState state, String target, Instant now) {
        RequestName source = state.request().sourceName();
        Optional<String> step = nextStep(source, target);
        if (step.isPresent()) {
            ports.reqMgr2().setStatus(source, step.get());
            if (nextStep(source, target).equals(step)) {
                notBefore.put(state.request().name(), now.plus(retry));
            }
            return List.of();
        }
        told.put(state.request().name(), target);
        return List.of(
                new Change.EndIntent(SubjectKind.REQUEST, state.request().name().value(), IntentAction.SET_STATUS));
    }

    private Optional<String> nextStep(RequestName source, String target) {
        return ports.reqMgr2().reported(source).flatMap(r -> ReqMgr2Steps.next(r.status(), target));
    }

    /** Of the whole input; jobs as many as the rounds so far have for what they have taken of it. */
    private RequestTotals totals(RequestState state) {
        RequestName name = state.request().name();
        long jobs = ports.stores().work().counts(name).jobs();
        long taken = Spans.size(ports.stores().ledger().taken(name));
        Optional<GeneratorRange> generator = state.workflow().generation();
        if (generator.isPresent()) {
            long events = generator.get().events();
            return new RequestTotals(scaled(jobs, events, taken), 0, events, 0);
        }
        Optional<SnapshotHeader> input = ports.stores().snapshots().header(name);
        return input.map(h -> new RequestTotals(scaled(jobs, h.positions(), taken), h.lumis(), h.events(), h.files()))
                .orElse(new RequestTotals(jobs, 0, 0, 0));
    }

    private static long scaled(long jobs, long all, long taken) {
        return taken <= 0 || all <= taken ? jobs : (long) Math.ceil((double) jobs * all / taken);
    }
}
