package org.wms2.server.house;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.domain.housekeeping.Archiving;
import org.wms2.domain.housekeeping.SweepReport;
import org.wms2.ports.dag.RemovedDirectory;
import org.wms2.ports.id.RequestName;

/** Housekeeping of a wired WMS2. Every method throws {@link org.wms2.ports.error.Wms2Exception}. */
public interface Tidying {
    /** Tidies once, by the settings' rules; moves no request. */
    SweepReport sweep();

    /** Archives the submit directories of a request that has ended; to null: below the home. */
    Archiving.Result archive(RequestName name, boolean delete, @Nullable String to);

    /** What nobody lists of a request that has ended. */
    Archiving.Leftovers leftovers(RequestName name, boolean delete);

    /** Submit directories of a request that are gone. */
    List<RemovedDirectory> removedDirectories(RequestName name);
}
