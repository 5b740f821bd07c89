package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Ports;
import org.wms2.domain.TurnResult;
import org.wms2.domain.TurnResult.Kind;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;
import org.wms2.ports.wish.Wish;

/**
 * Does one request once: claim, facts from the ports, step, change set, effect, its outcome. Has no threads and never
 * sleeps; whoever calls it decides when to call again. Thread-safe; two turns of one request at once are told apart by
 * the version of its row.
 */
public final class Turn {
    private final Ports ports;
    private final DomainSettings settings;
    private final Steps steps;
    private final Effects effects;
    private final Troubles troubles;

    public Turn(Ports ports, DomainSettings settings, SharedQueue queue, Slots slots) {
        this.ports = ports;
        this.settings = settings;
        this.steps = new Steps(ports, settings, queue, slots);
        this.effects = new Effects(ports, settings, queue, steps);
        this.troubles = new Troubles(settings);
    }

    /**
     * One turn.
     *
     * @throws Wms2Exception with code NOT_FOUND if there is no such request, DATABASE_UNAVAILABLE if nothing can be read
     *     or stored
     */
    public TurnResult turn(RequestName name) {
        Request before = find(name);
        if (before.status().isFinal() && !before.owing()) {
            return new TurnResult(before, Kind.FINAL, before.status().word(), Instant.MAX);
        }
        Optional<Claim> claim =
                ports.stores().requests().claim(name, ports.identity().process(), settings.lease());
        if (claim.isEmpty()) {
            return watching(before);
        }
        RequestState state = load(find(name));
        Step step = new Step(claim.get(), state, now());
        try {
            return carryOut(step, steps.decide(state, step.now()));
        } catch (Wms2Exception e) {
            return trouble(step, null, e);
        } catch (RuntimeException e) {
            return trouble(step, null, new Wms2Exception(ErrorCode.INTERNAL, "our own fault: " + e, e));
        }
    }

    /**
     * Holds a request whose turns come to nothing, whatever is wrong with what is stored of it: only its row is read.
     *
     * @throws Wms2Exception with code NOT_FOUND or DATABASE_UNAVAILABLE
     */
    public TurnResult quarantine(RequestName name, String why) {
        Optional<Claim> claim =
                ports.stores().requests().claim(name, ports.identity().process(), settings.lease());
        Request request = find(name);
        if (claim.isEmpty()) {
            return watching(request);
        }
        if (request.status() == RequestStatus.HELD || request.status().isFinal()) {
            return new TurnResult(request, Kind.WAITING, request.reason(), request.nextLook());
        }
        RequestMoves.TABLE.require(request.status(), RequestStatus.HELD);
        String reason = Troubles.QUARANTINED + why;
        Change held = new Change.MoveRequest(
                request.status(), RequestStatus.HELD, Cause.QUARANTINE, reason, "mend the cause, then release");
        boolean applied = ports.stores()
                .requests()
                .apply(new ChangeSet(
                        claim.get(), request.version(), now(), ports.identity().who(), List.of(held)));
        return new TurnResult(find(name), Kind.MOVED, applied ? reason : "somebody else was quicker", now());
    }

    private record Step(Claim claim, RequestState state, Instant now) {}

    private TurnResult carryOut(Step step, Decision decision) {
        return switch (decision) {
            case Decision.Apply apply -> {
                boolean applied = apply(step, step.state().request().version(), apply.changes());
                yield moved(step, null, applied ? apply.message() : "somebody else was quicker");
            }
            case Decision.Act act -> act(step, act);
            case Decision.Wait wait -> rest(step, wait);
        };
    }

    private TurnResult act(Step step, Decision.Act act) {
        long version = step.state().request().version();
        if (!act.changes().isEmpty()) {
            if (!apply(step, version, act.changes())) {
                return moved(step, act.effect(), "somebody else was quicker");
            }
            version++;
        }
        List<Change> outcome;
        try {
            outcome = effects.run(act.effect(), step.state(), step.claim(), now());
        } catch (Wms2Exception e) {
            return trouble(reload(renewed(step)), act.effect(), e);
        } catch (RuntimeException e) {
            Wms2Exception own = new Wms2Exception(ErrorCode.INTERNAL, "our own fault: " + e, e);
            return trouble(reload(renewed(step)), act.effect(), own);
        }
        boolean applied = apply(renewed(step), version, outcome);
        return moved(step, act.effect(), applied ? act.message() : "somebody else was quicker");
    }

    /** Says what it waits for; the row is written only if that is news, or its next look is due. */
    private TurnResult rest(Step step, Decision.Wait wait) {
        Request request = step.state().request();
        List<Wish> wishes = step.state().wishes();
        boolean news = wishes.stream().anyMatch(w -> !w.seen());
        boolean other = !request.reason().equals(wait.reason()) || request.cause() != wait.cause();
        if (news || other || !request.nextLook().isAfter(step.now())) {
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.Wait(wait.cause(), wait.reason(), wait.until()));
            if (news) {
                changes.add(new Change.SeeWishes(wishes.getLast().id()));
            }
            apply(step, request.version(), changes);
        }
        return new TurnResult(find(request.name()), Kind.WAITING, wait.reason(), wait.until());
    }

    private TurnResult trouble(Step step, @Nullable Effect effect, Wms2Exception error) {
        if (error.code() == ErrorCode.DATABASE_UNAVAILABLE) {
            throw error;
        }
        Troubles.Answer answer = troubles.answer(step.state(), effect, error, step.now());
        List<Change> changes = new ArrayList<>(answer.changes());
        boolean applied = apply(step, step.state().request().version(), changes);
        Request after = find(step.state().request().name());
        String message = applied ? answer.message() : "somebody else was quicker";
        return new TurnResult(after, answer.held() ? Kind.MOVED : Kind.WAITING, message, answer.nextLook());
    }

    private TurnResult moved(Step step, @Nullable Effect effect, String message) {
        RequestName name = step.state().request().name();
        troubles.forget(name, effect);
        Request after = find(name);
        return new TurnResult(
                after, after.status().isFinal() && !after.owing() ? Kind.FINAL : Kind.MOVED, message, step.now());
    }

    private TurnResult watching(Request request) {
        String owner = ports.stores()
                .requests()
                .claimOf(request.name())
                .map(c -> c.owner() + " has it until " + c.leaseEnd())
                .orElse("another process has it");
        return new TurnResult(request, Kind.WATCHING, owner, now().plus(settings.pollInterval()));
    }

    /**
     * The step with its lease begun anew: an effect may take longer than a lease, and its outcome would be refused for
     * ever. Whoever took the request over meanwhile keeps it: then the step's generation is an old one.
     */
    private Step renewed(Step step) {
        ports.stores().requests().claim(step.claim().request(), ports.identity().process(), settings.lease());
        return step;
    }

    private Step reload(Step step) {
        RequestName name = step.state().request().name();
        return new Step(step.claim(), load(find(name)), now());
    }

    private RequestState load(Request request) {
        return RequestState.of(request, ports.stores());
    }

    private boolean apply(Step step, long version, List<Change> decided) {
        List<Change> changes = Tending.withoutOpenEnds(steps.reports().withDebt(decided));
        MoveGuard.check(step.state(), changes);
        boolean applied = ports.stores()
                .requests()
                .apply(new ChangeSet(
                        step.claim(), version, now(), ports.identity().who(), changes));
        if (applied) {
            steps.dagLook().stored(step.state(), changes);
        }
        return applied;
    }

    private Request find(RequestName name) {
        return ports.stores()
                .requests()
                .find(name)
                .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name));
    }

    private Instant now() {
        return ports.clock().instant();
    }
}
