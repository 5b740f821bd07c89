package org.wms2.domain.why;

import java.util.List;
import org.wms2.domain.DomainSettings;
import org.wms2.domain.Ports;
import org.wms2.domain.lifecycle.RequestState;
import org.wms2.domain.lifecycle.SharedQueue;
import org.wms2.domain.lifecycle.Slots;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;

/**
 * Why a request does not move: the one predicate that blocks it. Reads what is stored; of services it asks the schedd and
 * CRIC, and does without what they do not say. Changes nothing. Thread-safe.
 *
 * <p>In this order: nobody works on it; a wish that nobody has seen; then what its status waits for.
 */
public final class Why {
    private final Ports ports;
    private final Undriven undriven;
    private final WhyQueued queued;
    private final WhyRunning running;
    private final WhyHeld held;

    public Why(Ports ports, DomainSettings settings, SharedQueue queue, Slots slots) {
        WhyNoSite noSite = new WhyNoSite(ports);
        this.ports = ports;
        this.undriven = new Undriven(settings);
        this.queued = new WhyQueued(ports, settings, slots, noSite);
        this.running = new WhyRunning(ports, queue, noSite);
        this.held = new WhyHeld(ports);
    }

    /**
     * What blocks a request.
     *
     * @throws Wms2Exception with code NOT_FOUND or DATABASE_UNAVAILABLE
     */
    public Blockage of(RequestName name) {
        Request request = ports.stores()
                .requests()
                .find(name)
                .orElseThrow(() -> new Wms2Exception(ErrorCode.NOT_FOUND, "there is no request " + name));
        Look look = new Look(
                RequestState.of(request, ports.stores()),
                ports.stores().requests().claimOf(name),
                ports.clock().instant());
        return undriven.of(look).orElseGet(() -> byStatus(look));
    }

    private Blockage byStatus(Look look) {
        return switch (look.request().status()) {
            case HELD -> held.of(look);
            case QUEUED -> queued.of(look);
            case ACTIVE -> look.state().openDag().map(d -> running.of(look, d)).orElseGet(() -> WhyOutputs.of(look));
            case COMPLETED, FAILED, ABORTED -> ended(look);
            case NEW, SUBMITTED, PILOT_RUNNING, PLANNING, PARTIAL, STOPPING, RESUBMITTING -> row(look);
        };
    }

    private static Blockage row(Look look) {
        Request request = look.request();
        if (request.cause() == Cause.NONE && request.reason().isEmpty()) {
            return look.answer(
                    Cause.NONE,
                    Cause.Owner.OURSELVES,
                    "its next step is about to be taken",
                    List.of(),
                    Remedy.of(Cause.NONE));
        }
        return look.row(List.of(), Remedy.of(request.cause(), request.name().value()));
    }

    private static Blockage ended(Look look) {
        Request request = look.request();
        String said = request.status().word() + ": " + request.reason();
        if (request.owing()) {
            return look.answer(
                    request.cause() == Cause.NONE ? Cause.OUTPUTS : request.cause(),
                    request.cause() == Cause.NONE
                            ? Cause.Owner.RUCIO
                            : request.cause().owner(),
                    "it has ended and still owes something to DBS, Rucio or ReqMgr2",
                    List.of(said),
                    Remedy.of(Cause.OUTPUTS));
        }
        RequestName next = request.supersededBy();
        return look.answer(
                Cause.NONE,
                Cause.Owner.OURSELVES,
                "it has ended",
                List.of(next == null ? said : said + "; " + next + " has taken its place"),
                request.statusSince(),
                null,
                "nothing; again from the beginning: wms2 restart " + request.name() + " --reason TEXT");
    }
}
