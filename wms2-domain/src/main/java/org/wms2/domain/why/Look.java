package org.wms2.domain.why;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.lifecycle.RequestState;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.wish.Wish;

/** What is stored of a request at one moment, and the answers that are made of it. */
record Look(RequestState state, Optional<ClaimView> claim, Instant now) {
    Request request() {
        return state.request();
    }

    RequestName name() {
        return request().name();
    }

    /** The row's own word, with more evidence and a better command. */
    Blockage row(List<String> evidence, String command) {
        return answer(request().cause(), request().cause().owner(), request().reason(), evidence, command);
    }

    /** Another predicate than the row's, of the row's time. */
    Blockage answer(Cause cause, Cause.Owner owner, String predicate, List<String> evidence, String command) {
        return answer(
                cause,
                owner,
                predicate,
                evidence,
                request().causeSince(),
                request().nextLook(),
                command);
    }

    Blockage answer(
            Cause cause,
            Cause.Owner owner,
            String predicate,
            List<String> evidence,
            Instant since,
            @Nullable Instant nextTry,
            String command) {
        List<String> all = new ArrayList<>(evidence);
        state.wishes().stream()
                .filter(Wish::seen)
                .forEach(w -> all.add("open wish: " + w.kind().word() + " by "
                        + w.what().who() + ", seen by the lifecycle, since " + w.at()));
        return new Blockage(name(), request().status(), cause, owner, predicate, all, since, nextTry, command);
    }
}
