package org.wms2.domain.errors;

import java.util.OptionalInt;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.htcondor.HeldJob;
import org.wms2.ports.plan.NodeRole;

/**
 * How much more memory a job that HTCondor holds for having taken too much (HoldReasonCode 34) may ask for, before it is
 * given up: half as much again, or a fifth more than it was seen to use, up to so much per core (predecessor 1.6).
 *
 * @param maxMbPerCore in MiB, 1 or more
 */
public record MemoryRule(int maxMbPerCore) {
    /** 3,000 MiB per core. */
    public static final MemoryRule DEFAULT = new MemoryRule(3_000);

    private static final double MORE_THAN_ASKED = 1.5;
    private static final double MORE_THAN_USED = 1.2;

    public MemoryRule {
        if (maxMbPerCore < 1) {
            throw new InputRefusedException("max-memory-per-core", String.valueOf(maxMbPerCore), "1 or more, in MiB");
        }
    }

    /**
     * What a held job should ask for, in MiB; empty if it is not held for its memory, or asks for all it may already.
     *
     * @param cores of a processing or landing job; other jobs have one
     */
    public OptionalInt raised(HeldJob job, int cores) {
        if (job.code() != HeldJob.OUT_OF_MEMORY || job.requestedMemoryMb() < 1) {
            return OptionalInt.empty();
        }
        boolean large = job.role() == NodeRole.PROCESSING || job.role() == NodeRole.LANDING;
        int jobCores = large ? cores : 1;
        double wanted = Math.max(MORE_THAN_ASKED * job.requestedMemoryMb(), MORE_THAN_USED * job.usedMemoryMb());
        long most = (long) maxMbPerCore * jobCores;
        long granted = Math.min(most, (long) Math.ceil(wanted));
        return granted > job.requestedMemoryMb() ? OptionalInt.of((int) granted) : OptionalInt.empty();
    }
}
