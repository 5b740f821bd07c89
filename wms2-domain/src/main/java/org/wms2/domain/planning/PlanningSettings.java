package org.wms2.domain.planning;

import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.plan.Throttles;

/**
 * How large plans may be.
 *
 * @param maxJobsPerWorkUnit 1 or more; 50
 * @param maxWorkUnitsPerRound 1 or more; 500 (design/states.md)
 * @param throttles written into every DAG
 * @param capacity what one DAG may take of the schedd's machine
 */
public record PlanningSettings(
        int maxJobsPerWorkUnit, int maxWorkUnitsPerRound, Throttles throttles, CapacitySettings capacity) {
    /** 50 jobs, 500 work units; 20 work units, 1,000 processing, 10 merges and 10 cleanups at once. */
    public static final PlanningSettings DEFAULT = new PlanningSettings(50, 500, new Throttles(20, 1_000, 10, 10));

    /** With the capacity settings' defaults. */
    public PlanningSettings(int maxJobsPerWorkUnit, int maxWorkUnitsPerRound, Throttles throttles) {
        this(maxJobsPerWorkUnit, maxWorkUnitsPerRound, throttles, CapacitySettings.DEFAULT);
    }

    public PlanningSettings {
        if (maxJobsPerWorkUnit < 1 || maxWorkUnitsPerRound < 1) {
            throw new InputRefusedException(
                    "planning settings", maxJobsPerWorkUnit + ", " + maxWorkUnitsPerRound, "all 1 or more");
        }
    }
}
