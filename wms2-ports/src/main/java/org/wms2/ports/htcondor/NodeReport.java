package org.wms2.ports.htcondor;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.FailureCategory;
import org.wms2.ports.id.SiteName;

/**
 * What one start of a node reported of itself.
 *
 * @param exitCode the full code; 0 on success
 * @param isFinal whether trying again cannot help
 * @param category who is to blame; null on success
 * @param failingStep empty on success, or if it did not say
 * @param message harmless on a terminal, one line; empty if it did not say
 * @param site where it ran; null if it did not say
 * @param peakRssMb in MB
 * @param outputs files that it has written
 */
public record NodeReport(
        NodeStart start,
        int exitCode,
        boolean isFinal,
        @Nullable FailureCategory category,
        String failingStep,
        String message,
        @Nullable SiteName site,
        double wallSeconds,
        double cpuSeconds,
        int peakRssMb,
        int outputs) {
    /** Whether this start did what it was to do. */
    public boolean succeeded() {
        return category == null;
    }
}
