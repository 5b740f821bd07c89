package org.wms2.ports.plan;

import org.wms2.ports.error.InputRefusedException;

/**
 * How much of one DAG may be in the queue at once; always set, as DAGMan's own default is "all".
 *
 * @param workUnits work units at once: also bounds condor_dagman processes
 * @param processing processing nodes at once in a work unit
 * @param merges merge nodes at once in a work unit
 * @param cleanups cleanup nodes at once in a work unit
 */
public record Throttles(int workUnits, int processing, int merges, int cleanups) {
    public Throttles {
        if (workUnits < 1 || processing < 1 || merges < 1 || cleanups < 1) {
            throw new InputRefusedException(
                    "throttles", workUnits + ", " + processing + ", " + merges + ", " + cleanups, "all 1 or more");
        }
    }
}
