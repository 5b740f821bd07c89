package org.wms2.server.http;

import java.util.List;
import org.wms2.domain.PreviewedWish;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;

/** What the wish routes need: the facade's methods, or those of a test. */
public interface WishKeeper {
    /** Open wishes, oldest first. */
    List<Wish> wishes(RequestName name);

    /** What a wish would do; throws {@link org.wms2.ports.error.Wms2Exception} with code NOT_FOUND if there is no request. */
    PreviewedWish preview(RequestName name, NewWish wish);

    /** Writes a wish; throws {@link org.wms2.ports.error.Wms2Exception} with code CONFLICT if the request is final. */
    Wish wish(RequestName name, NewWish wish);
}
