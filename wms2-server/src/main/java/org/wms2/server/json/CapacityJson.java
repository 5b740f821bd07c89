package org.wms2.server.json;

import java.util.List;
import java.util.Optional;
import org.wms2.domain.planning.CapacityCheck;
import org.wms2.domain.planning.CapacitySettings;
import org.wms2.domain.planning.Footprint;
import org.wms2.ports.htcondor.SchedulerLimits;
import org.wms2.ports.plan.Layout;

/**
 * The capacity check of a round: what it takes in each layout that is allowed, and against which limits.
 *
 * @param workUnits of the round
 * @param jobs processing jobs of the round
 * @param nodes of all its work units
 * @param limitsKnown whether the schedd has told its limits
 * @param maxProcesses condor_dagman processes that the schedd runs; absent if it has no limit, or has not told
 * @param layout the one that is chosen; absent if none fits
 * @param why in words
 */
public record CapacityJson(
        int workUnits,
        long jobs,
        long nodes,
        boolean limitsKnown,
        Optional<Integer> maxProcesses,
        long maxMemoryBytes,
        long maxBytes,
        long maxIdleJobs,
        Optional<String> layout,
        String why,
        List<FootprintJson> layouts) {

    /**
     * What a round takes in one layout.
     *
     * @param processes condor_dagman processes at once
     * @param memoryBytes of them together
     * @param bytes of the submit directory as it is written
     * @param files files and directories in it
     * @param submitSeconds of all jobs at DAGMan's own pace
     * @param idleJobs that DAGMan allows at once
     */
    public record FootprintJson(
            String layout,
            long processes,
            long memoryBytes,
            long bytes,
            long files,
            long submitSeconds,
            long idleJobs) {
        private static FootprintJson of(Footprint footprint) {
            return new FootprintJson(
                    footprint.layout().word(),
                    footprint.processes(),
                    footprint.memoryBytes(),
                    footprint.bytes(),
                    footprint.files(),
                    footprint.submitTime().toSeconds(),
                    footprint.idleJobs());
        }
    }

    /** The form of a check. */
    public static CapacityJson of(CapacityCheck check) {
        SchedulerLimits limits = check.limits();
        CapacitySettings settings = check.settings();
        return new CapacityJson(
                check.size().workUnits(),
                check.size().jobs(),
                check.size().nodes(),
                limits != null,
                limits == null || limits.smallest() == SchedulerLimits.NONE
                        ? Optional.empty()
                        : Optional.of(limits.smallest()),
                settings.maxMemoryBytes(),
                settings.maxBytes(),
                settings.maxIdleJobs(),
                check.layout().map(Layout::word),
                check.why(),
                check.footprints().stream().map(FootprintJson::of).toList());
    }
}
