package org.wms2.server.driver;

import java.util.List;
import org.wms2.domain.TurnResult;
import org.wms2.ports.id.RequestName;

/** What the driver needs of the lifecycle: the facade's methods, or those of a test. */
public interface Turns {
    /** Requests to work on now, most urgent first. */
    List<RequestName> due(int limit);

    /** One turn of one request. */
    TurnResult turn(RequestName name);

    /** Begins the lease of the claim on a request anew, while a turn of it runs. */
    void renew(RequestName name);

    /** Holds a request whose turns come to nothing. */
    void quarantine(RequestName name, String why);
}
