package org.wms2.condor.dag;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What every job of a pool gets, beside what its plan says: written once into each DAG's directory ({@link PolicyText}).
 *
 * @param mergeMemoryMb what a merge job asks for, in MiB, 1 or more; it has one core
 * @param proxy absolute path of the X.509 proxy that jobs carry, replaced in place by whoever renews it; null for none
 */
public record JobPolicy(
        JobAttributes attributes,
        JobLimits limits,
        int mergeMemoryMb,
        @Nullable Path proxy) {
    /** No attributes, the usual limits, 2,000 MiB for a merge, no proxy. */
    public static final JobPolicy DEFAULT = new JobPolicy(JobAttributes.NONE, JobLimits.DEFAULT, 2_000, null);

    public JobPolicy {
        if (mergeMemoryMb < 1) {
            throw new IllegalArgumentException("expected 1 MiB or more for a merge, found " + mergeMemoryMb);
        }
        if (proxy != null) {
            if (!proxy.isAbsolute()) {
                throw new IllegalArgumentException("the jobs' proxy must be an absolute path, found " + proxy);
            }
            CondorText.plain(proxy.toString());
        }
        if (limits.wall().toMinutes() < attributes.wallMinutes()) {
            throw new IllegalArgumentException("expected a wall time limit above what slots are asked for, found "
                    + limits.wall() + " and " + attributes.wallMinutes() + " min");
        }
    }
}
