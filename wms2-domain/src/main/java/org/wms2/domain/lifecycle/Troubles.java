package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.outputs.Blocks;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;

/**
 * What to do when a turn ends in an error: a service that does not answer starts a clock and moves nothing; an answer
 * that waiting cannot change holds the request; errors of our own are tried a few times first. Thread-safe.
 */
final class Troubles {
    /** Errors of our own in a row before a request is quarantined. */
    private static final int OWN_ERRORS = 3;

    /** Begins the reason of a quarantined request. */
    static final String QUARANTINED = "quarantined after repeated errors: ";

    private static final int MAX_DOUBLINGS = 6;

    private final DomainSettings settings;
    /** In a row, by name of the block or else of the request: another block that goes on does not end the row. */
    private final Map<String, Integer> ownErrors = new ConcurrentHashMap<>();

    Troubles(DomainSettings settings) {
        this.settings = settings;
    }

    /** What to store, what to say, when to look again. */
    record Answer(List<Change> changes, String message, boolean held, Instant nextLook) {}

    /** A step of the request, or of the block that an effect is about, went well. */
    void forget(RequestName name, @Nullable Effect effect) {
        ownErrors.remove(effect instanceof Effect.OnBlock on ? on.block().name().value() : name.value());
    }

    Answer answer(RequestState state, @Nullable Effect effect, Wms2Exception error, Instant now) {
        Optional<OutputBlock> block = block(state, effect);
        if (error.code().retryable()) {
            return wait(state, block, error, now);
        }
        if (error.code() == ErrorCode.INTERNAL) {
            String subject = block.map(b -> b.name().value())
                    .orElse(state.request().name().value());
            int count = ownErrors.merge(subject, 1, Integer::sum);
            if (count < OWN_ERRORS) {
                return wait(state, block, error, now);
            }
            ownErrors.remove(subject);
        }
        if (rests(state.request()) && block.isEmpty()) {
            return wait(state, block, error, now);
        }
        return hold(state, effect, block, error, now);
    }

    private Answer wait(RequestState state, Optional<OutputBlock> block, Wms2Exception error, Instant now) {
        if (block.isEmpty()) {
            Instant next = now.plus(settings.retryInterval());
            return new Answer(
                    List.of(new Change.Wait(cause(state, error), said(state, error.text()), next)),
                    error.text(),
                    false,
                    next);
        }
        OutputBlock before = block.get();
        Duration pause = settings.retryInterval().multipliedBy(1L << Math.min(before.retries(), MAX_DOUBLINGS));
        OutputBlock after = Blocks.waiting(before, error.text(), before.retries() + 1, now.plus(pause));
        String message = "block " + before.name() + ": " + error.text();
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.UpdateBlock(after, before.status()));
        if (state.openDag().isEmpty() && state.request().status() != RequestStatus.QUEUED) {
            // Else the request waits for something of its own, and goes on saying so.
            changes.add(new Change.Wait(cause(state, error), said(state, message), now));
        }
        return new Answer(changes, message, false, now);
    }

    /** A held or final one stays where it is, and goes on saying why. */
    private static boolean rests(Request request) {
        return request.status() == RequestStatus.HELD || request.status().isFinal();
    }

    /** A held one goes on having its own cause. */
    private static Cause cause(RequestState state, Wms2Exception error) {
        Request request = state.request();
        return rests(request) ? request.cause() : Causes.ofWaiting(error);
    }

    /** What the request's row says: a held one goes on saying why it is held. */
    private static String said(RequestState state, String trouble) {
        return rests(state.request()) ? state.request().reason() : trouble;
    }

    private static Answer hold(
            RequestState state,
            @Nullable Effect effect,
            Optional<OutputBlock> block,
            Wms2Exception error,
            Instant now) {
        List<Change> changes = new ArrayList<>();
        block.ifPresent(b -> changes.add(new Change.UpdateBlock(Blocks.failed(b, error.text(), now), b.status())));
        if (effect instanceof Effect.SubmitDag submit) {
            DagMoves.TABLE.require(submit.dag().status(), DagStatus.FAILED);
            changes.add(new Change.MoveDag(submit.dag().key(), submit.dag().status(), DagStatus.FAILED, error.text()));
        }
        Request request = state.request();
        if (!rests(request)) {
            RequestMoves.TABLE.require(request.status(), RequestStatus.HELD);
            String cause = error.code() == ErrorCode.INTERNAL ? QUARANTINED : "";
            changes.add(new Change.MoveRequest(
                    request.status(),
                    RequestStatus.HELD,
                    Causes.ofHolding(error),
                    cause + error.text(),
                    "mend the cause, then release"));
        }
        return new Answer(changes, (request.status().isFinal() ? "" : "held: ") + error.text(), true, now);
    }

    /** The block that an effect was about, as it is stored now. */
    private static Optional<OutputBlock> block(RequestState state, @Nullable Effect effect) {
        return effect instanceof Effect.OnBlock on
                ? state.blocks().stream()
                        .filter(b -> b.name().equals(on.block().name()))
                        .findFirst()
                : Optional.empty();
    }
}
