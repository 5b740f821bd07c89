package org.wms2.domain.why;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.DomainSettings;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.wish.Wish;

/** Whether anybody works on a request: it is due, and no turn of it comes. */
final class Undriven {
    /** Part of a lease that a turn may be late before that is told: a server that lives is in time. */
    private static final int PATIENCE = 4;

    private final DomainSettings settings;

    Undriven(DomainSettings settings) {
        this.settings = settings;
    }

    /** The server that is missing, dead or slow; else a wish that the next turn will see; else empty. */
    Optional<Blockage> of(Look look) {
        Request request = look.request();
        Optional<Wish> unseen =
                look.state().wishes().stream().filter(w -> !w.seen()).findFirst();
        boolean rests =
                request.status() == RequestStatus.HELD || (request.status().isFinal() && !request.owing());
        if (rests && unseen.isEmpty()) {
            return Optional.empty();
        }
        Instant due = due(request, unseen);
        Duration late = Duration.between(due, look.now());
        Optional<ClaimView> live = look.claim().filter(ClaimView::live);
        if (live.isEmpty() && late.compareTo(settings.lease()) > 0) {
            return Optional.of(nobody(look, due));
        }
        if (live.isPresent() && late.compareTo(settings.lease().dividedBy(PATIENCE)) > 0) {
            return Optional.of(other(look, live.get(), due));
        }
        return unseen.map(w -> wished(look, w));
    }

    /** Since when a turn has been due; in the future if none is. */
    private static Instant due(Request request, Optional<Wish> unseen) {
        boolean moved = request.statusSince().isAfter(request.nextLook());
        Instant own = moved ? request.statusSince() : request.nextLook();
        return unseen.map(Wish::at).filter(at -> at.isBefore(own)).orElse(own);
    }

    private static Blockage nobody(Look look, Instant due) {
        String last = look.claim()
                .map(c -> c.owner() + " had it until " + c.leaseEnd() + " and has not come back")
                .orElse("no server has it");
        return look.answer(
                Cause.OTHER_PLACE,
                Cause.Owner.OPERATOR,
                "no server works on it",
                List.of(last, "it has been due since " + due, "the row says: " + said(look.request())),
                due,
                null,
                "wms2 serve (or wms2 import " + look.name() + ")");
    }

    private static Blockage other(Look look, ClaimView claim, Instant due) {
        return look.answer(
                Cause.OTHER_PLACE,
                Cause.Owner.OURSELVES,
                claim.owner() + " has it: one long turn, or that server is dead",
                List.of(
                        "its lease ends at " + claim.leaseEnd() + " unless it is renewed",
                        "it has been due since " + due,
                        "the row says: " + said(look.request())),
                due,
                claim.leaseEnd(),
                "wait until " + claim.leaseEnd() + ": then any other server takes it over (wms2 serve)");
    }

    private static Blockage wished(Look look, Wish wish) {
        return look.answer(
                Cause.NONE,
                Cause.Owner.OURSELVES,
                "the wish " + wish.kind().word() + " by " + wish.what().who() + " has not been seen yet",
                List.of("the row says: " + said(look.request())),
                wish.at(),
                look.now(),
                "nothing: the next turn sees it");
    }

    private static String said(Request request) {
        String cause = request.status().word() + ", " + request.cause().word();
        return request.reason().isEmpty() ? cause : cause + ": " + request.reason();
    }
}
