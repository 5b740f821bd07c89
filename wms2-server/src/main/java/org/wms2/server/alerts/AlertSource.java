package org.wms2.server.alerts;

import java.util.Optional;
import org.wms2.domain.why.Blockage;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.Alert;

/** What the hook asks: the facade's three methods, or those of a test. */
public interface AlertSource {
    /** The alert that a request is worth now, given or not. */
    Optional<Alert> alert(Request request);

    /** Keeps an alert before it is given; true for one caller, ever. */
    boolean isNew(Alert alert);

    /** Why a request does not move. */
    Blockage why(RequestName name);
}
