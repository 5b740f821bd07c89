package org.wms2.ports.store;

import java.util.List;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.id.RequestName;

/** What failed, to read: by work unit, attempt, site, category and exit code. Written by {@link Change.PutFailures}. */
public interface FailureStore {
    /** Failures of a request, by work unit, then attempt, then site, category, exit code. */
    List<Failure> of(RequestName request);
}
