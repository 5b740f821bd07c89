package org.wms2.server.http;

import java.util.List;
import org.wms2.domain.RequestView;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.RequestFilter;

/** What the request routes read: the facade's two methods, or those of a test. */
public interface RequestReader {
    /** A page of requests. */
    List<Request> list(RequestFilter filter);

    /** One request; throws {@link org.wms2.ports.error.Wms2Exception} with code NOT_FOUND if there is none. */
    RequestView show(RequestName name);
}
