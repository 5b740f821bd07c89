package org.wms2.domain.splitting;

import org.wms2.ports.error.InputRefusedException;

/**
 * How many jobs one element of WMCore's work queue holds. The number counts for us too: event numbers that pass 32 bits
 * depend on where an element ends (contracts/cms.md 2.1, MonteCarlo).
 *
 * @param maxJobs MaxJobsPerElement, 1 or more
 * @param maxLumis MaxLumisPerElement, lumi sections; 0 for no limit
 */
public record ElementLimits(long maxJobs, long maxLumis) {
    /** WMCore's defaults: 1000 jobs, no limit on lumi sections. */
    public static final ElementLimits DEFAULT = new ElementLimits(1_000, 0);

    /** Everything in one element, as one MCFakeFile is for the EventBased splitter. */
    public static final ElementLimits NONE = new ElementLimits(Long.MAX_VALUE, 0);

    public ElementLimits {
        if (maxJobs < 1 || maxLumis < 0) {
            throw new InputRefusedException(
                    "MaxJobsPerElement, MaxLumisPerElement",
                    maxJobs + ", " + maxLumis,
                    "1 or more; 0 for no limit, or more");
        }
    }

    /** Jobs of a full element, if each takes so many lumi sections. */
    long jobs(long lumisPerJob) {
        if (maxLumis == 0 || maxJobs <= maxLumis / lumisPerJob) {
            return maxJobs;
        }
        if (maxLumis < lumisPerJob) {
            throw new InputRefusedException(
                    "EventsPerJob, EventsPerLumi",
                    lumisPerJob + " lumi sections a job",
                    "at most MaxLumisPerElement, " + maxLumis);
        }
        return maxLumis / lumisPerJob;
    }
}
