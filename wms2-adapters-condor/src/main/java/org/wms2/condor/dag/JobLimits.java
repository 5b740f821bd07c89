package org.wms2.condor.dag;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When HTCondor releases or removes a node job by itself (periodic_release, periodic_remove). What is removed is tried
 * again by DAGMan's RETRY. No limit comes from an estimate: estimates are wrong by factors (predecessor, war story 12).
 *
 * @param held a job that HTCondor, not a person, holds; one held for its memory has six times as long, as WMS2 must answer
 * @param wall since its start, of a processing or merge job
 * @param landing the same of a landing
 * @param cleanup the same of a cleanup
 * @param idle since it became idle; null for no limit, the default: an idle job costs nothing, and another try would only
 *     stand in the same queue
 * @param zombieAfter how long a processing or merge job must have run to count as dead with less than zombieCpu
 * @param zombieCpu CPU time that a living job has used by then
 * @param diskMbPerCore scratch space of a processing or merge job, in MB for each core that it asked for
 * @param releases how often a job that was held for a passing reason is released again; 0 for never
 * @param releaseAfter how long such a job is held before
 */
public record JobLimits(
        Duration held,
        Duration wall,
        Duration landing,
        Duration cleanup,
        @Nullable Duration idle,
        Duration zombieAfter,
        Duration zombieCpu,
        int diskMbPerCore,
        int releases,
        Duration releaseAfter) {
    /**
     * HoldReasonCodes of reasons that pass (HTCondor manual, job ad attributes): 6 the process could not be started, 11 the
     * two ends of a transfer disagreed, 13 an input did not arrive, 28 and 30 the worker failed in preparing the job.
     */
    static final List<Integer> PASSING = List.of(6, 11, 13, 28, 30);

    /** 10 min held, 48 h, 30 min and 60 min of wall time, 60 s of CPU time in 30 min, 20 GB per core, 3 releases after 2 min. */
    public static final JobLimits DEFAULT = new JobLimits(
            Duration.ofMinutes(10),
            Duration.ofDays(2),
            Duration.ofMinutes(30),
            Duration.ofMinutes(60),
            null,
            Duration.ofMinutes(30),
            Duration.ofSeconds(60),
            20_000,
            3,
            Duration.ofMinutes(2));

    public JobLimits {
        for (Duration limit : List.of(held, wall, landing, cleanup, zombieAfter, zombieCpu, releaseAfter)) {
            if (limit.toSeconds() < 1) {
                throw new IllegalArgumentException("expected limits of jobs of 1 s or more, found " + limit);
            }
        }
        if ((idle != null && idle.toSeconds() < 1) || diskMbPerCore < 1 || releases < 0) {
            throw new IllegalArgumentException("expected an idle time of 1 s or more, 1 MB per core or more and 0 or"
                    + " more releases, found " + idle + ", " + diskMbPerCore + ", " + releases);
        }
        if (zombieCpu.compareTo(zombieAfter) >= 0 || releaseAfter.compareTo(held) >= 0) {
            throw new IllegalArgumentException("expected less CPU time than wall time of a zombie, and a release before"
                    + " the removal, found " + zombieCpu + " in " + zombieAfter + ", " + releaseAfter + " and " + held);
        }
    }
}
