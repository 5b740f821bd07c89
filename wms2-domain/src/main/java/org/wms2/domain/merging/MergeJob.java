package org.wms2.domain.merging;

import java.util.List;

/**
 * A merged file to be.
 *
 * @param files in the order in which they are read
 */
public record MergeJob(List<MergeCandidate> files) {
    public MergeJob {
        files = List.copyOf(files);
    }

    /** Bytes of all its files. */
    public long bytes() {
        return files.stream().mapToLong(MergeCandidate::bytes).sum();
    }

    /** Bytes of its largest file. */
    public long largestBytes() {
        return files.stream().mapToLong(MergeCandidate::bytes).max().orElse(0);
    }

    /**
     * Estimated wall time: five minutes to begin with, then merging, stage-out and two checksums at 5,000,000 bytes a
     * second each (ParentlessMergeBySize).
     */
    public double seconds() {
        return 300 + bytes() * 4 / 5_000_000d;
    }

    /** Estimated disk of ParentlessMergeBySize, in units of 1024 bytes: the merged file and the largest input. */
    public double diskKb() {
        return (bytes() + largestBytes()) / 1_024d;
    }

    /** Estimated disk of WMBSMergeBySize, in units of 1024 bytes: the merged file alone. */
    public double mergedKb() {
        return bytes() / 1_024d;
    }
}
