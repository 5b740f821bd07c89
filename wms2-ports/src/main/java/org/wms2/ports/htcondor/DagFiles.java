package org.wms2.ports.htcondor;

import java.util.Optional;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.output.WorkUnitManifest;
import org.wms2.ports.plan.DagPlan;

/** The submit directory of a DAG: what WMS2 writes there and what DAGMan and the jobs leave. */
public interface DagFiles {
    /** Absolute path where the DAG of a key lives or will live; the attempt does not change it. */
    String directory(DagKey key);

    /**
     * Writes the files of a plan, all or nothing; an unsubmitted earlier try is replaced. Same plan, same bytes.
     *
     * @throws org.wms2.ports.error.Wms2Exception if the directory cannot be written
     */
    PreparedDag write(DagPlan plan);

    /** What DAGMan has written about its work units so far; empty progress if it has written nothing yet. */
    DagProgress progress(String directory);

    /**
     * The manifest of a work unit, if its merge has written one.
     *
     * @throws org.wms2.ports.error.Wms2Exception if there is one and it breaks its schema
     */
    Optional<WorkUnitManifest> manifest(String directory, int ordinal);

    /** The last lines of what DAGMan says of itself, for a person; empty if there are none. */
    String lastWords(String directory);
}
