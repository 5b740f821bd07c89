package org.wms2.ports.cms;

import java.util.Optional;
import org.wms2.ports.id.RequestName;

/** CMS's request manager. */
public interface ReqMgr2 {
    /**
     * The document of a request, mapped.
     *
     * @return empty if ReqMgr2 has no such request
     * @throws org.wms2.ports.error.InputRefusedException if a field cannot be processed, with its name
     * @throws org.wms2.ports.error.NotYetException if its type is not a WMS2 workload yet
     */
    Optional<RequestDocument> find(RequestName name);
}
