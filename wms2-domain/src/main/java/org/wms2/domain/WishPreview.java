package org.wms2.domain;

import java.util.Optional;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.wish.NewWish;

/**
 * What a wish would do to a request as it stands now.
 *
 * @param accepted whether the wish can be made; a final request takes none
 * @param words what would happen, or why nothing would
 * @param claim who drives the request, or did; empty if nobody ever has, or gave it up
 */
public record WishPreview(
        Request request, NewWish wish, boolean accepted, String words, Optional<ClaimView> claim) {}
