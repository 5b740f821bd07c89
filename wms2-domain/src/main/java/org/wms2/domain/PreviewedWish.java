package org.wms2.domain;

import java.util.Comparator;
import java.util.Optional;
import org.wms2.domain.lifecycle.RequestState;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;
import org.wms2.ports.wish.WishKind;

/**
 * What a wish would do to a request as it stands now.
 *
 * @param accepted whether the wish can be made; a final request takes none
 * @param words what would happen, or why nothing would
 * @param claim who drives the request, or did; empty if nobody ever has, or gave it up
 */
public record PreviewedWish(Request request, NewWish wish, boolean accepted, String words, Optional<ClaimView> claim) {

    /** With the stronger wish, if one is open: that acts first. */
    static PreviewedWish of(RequestState state, NewWish wish, String words, Optional<ClaimView> claim) {
        boolean accepted = !state.request().status().isFinal();
        Optional<Wish> stronger = state.wishes().stream()
                .filter(w -> accepted && wish.kind() != WishKind.PRIORITY)
                .filter(w -> w.kind().compareTo(wish.kind()) > 0)
                .max(Comparator.comparing(Wish::kind).thenComparingLong(Wish::id));
        String first = stronger.map(
                        w -> w.kind().word() + " by " + w.what().who() + " is stronger and acts first; else ")
                .orElse("");
        return new PreviewedWish(state.request(), wish, accepted, first + words, claim);
    }
}
