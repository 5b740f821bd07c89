package org.wms2.domain.lifecycle;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.HTCondor;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;

/**
 * Questions about one submission. Once its cluster is known they go to its own schedd alone: another that is silent does
 * not hold it up, and a stray elsewhere is not taken for it. Before that every schedd must have answered.
 */
final class OwnSchedd {
    private OwnSchedd() {}

    static Optional<DagObservation> find(HTCondor htcondor, DagKey key, @Nullable ClusterId cluster) {
        return cluster == null ? htcondor.find(key) : htcondor.find(key, cluster);
    }

    static long remaining(HTCondor htcondor, DagKey key, @Nullable ClusterId cluster) {
        return cluster == null ? htcondor.remaining(key) : htcondor.remaining(key, cluster);
    }

    static void removeLeftovers(HTCondor htcondor, DagKey key, @Nullable ClusterId cluster, String reason) {
        if (cluster == null) {
            htcondor.removeLeftovers(key, reason);
        } else {
            htcondor.removeLeftovers(key, cluster, reason);
        }
    }

    static void setPriority(HTCondor htcondor, DagKey key, @Nullable ClusterId cluster, int priority) {
        if (cluster == null) {
            htcondor.setPriority(key, priority);
        } else {
            htcondor.setPriority(key, cluster, priority);
        }
    }
}
