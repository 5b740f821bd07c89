package org.wms2.server.http;

import java.util.OptionalInt;
import org.wms2.domain.live.LiveLog;
import org.wms2.domain.live.LiveStatus;
import org.wms2.domain.live.NodeName;
import org.wms2.domain.live.NodePage;
import org.wms2.domain.live.NodeQuery;
import org.wms2.ports.id.RequestName;

/**
 * What the routes of nodes read: the facade's methods, or those of a test. All throw
 * {@link org.wms2.ports.error.Wms2Exception} with code NOT_FOUND if there is no such request or node.
 */
public interface LiveReader {
    /** Nodes as they are now. */
    NodePage nodes(RequestName name, NodeQuery query);

    /** What a node, or a DAGMan, has written. */
    LiveLog log(RequestName name, OptionalInt round, NodeName node, int starts, int lines);

    /** Where a request stands in HTCondor. */
    LiveStatus status(RequestName name);
}
