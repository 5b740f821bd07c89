package org.wms2.ports.store;

import java.util.List;
import org.wms2.ports.id.RequestName;

/** Which alerts have been given: kept, so that several servers and a restart give each one once. */
public interface AlertStore {
    /**
     * Keeps an alert before it is given. Whoever gets true gives it; if that process dies before it has, nobody does: at
     * most once.
     *
     * @return whether it is new
     * @throws org.wms2.ports.error.Wms2Exception with code NOT_FOUND if there is no such request
     */
    boolean addIfNew(Alert alert);

    /** Alerts of a request, oldest since first, then by kind's word. */
    List<Alert> of(RequestName request);
}
