package org.wms2.server.driver;

import java.time.Duration;
import org.wms2.domain.TurnResult;
import org.wms2.ports.id.RequestName;

/** Is told of every turn, on the thread of the turn. What it throws is logged and changes nothing. */
public interface DriverListener {
    /** Tells nobody. */
    DriverListener NONE = new DriverListener() {};

    /** A turn has ended. */
    default void turned(TurnResult result) {}

    /** A turn has thrown; the request is tried again after the pause. */
    default void failed(RequestName name, RuntimeException error, Duration pause) {}

    /** Nobody could be asked who is due; it is asked again after the pause. */
    default void blind(RuntimeException error, Duration pause) {}
}
