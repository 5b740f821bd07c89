package org.wms2.server.driver;

import java.util.List;
import org.wms2.domain.TurnResult;
import org.wms2.ports.id.RequestName;

/** What the driver needs of the lifecycle: the facade's two methods, or those of a test. */
public interface Turns {
    /** Requests to work on now, most urgent first. */
    List<RequestName> due(int limit);

    /** One turn of one request. */
    TurnResult turn(RequestName name);
}
