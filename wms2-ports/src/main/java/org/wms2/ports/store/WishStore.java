package org.wms2.ports.store;

import java.util.List;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.wish.NewWish;
import org.wms2.ports.wish.Wish;

/** Wishes for requests: added by anybody at any time, ended by the lifecycle. */
public interface WishStore {
    /**
     * Adds a wish. Whatever is decided meanwhile, the request is due until a decision has seen it.
     *
     * @throws org.wms2.ports.error.Wms2Exception with code NOT_FOUND if there is no such request, CONFLICT if it is final
     */
    Wish add(RequestName request, NewWish wish);

    /** Open wishes of a request, oldest first. */
    List<Wish> open(RequestName request);
}
