package org.wms2.domain.planning;

import java.time.Duration;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.plan.Throttles;

/**
 * What a DAG takes in one layout, predicted. Memory is that measured with HTCondor 23.9.6 (contracts/htcondor.md 1e); bytes
 * and files are those of the submit directory as it is written, which a test holds against the real writer. What DAGMan and
 * the jobs add there is not in it.
 *
 * @param processes condor_dagman processes at once
 * @param memoryBytes of these processes together, proportional set size
 * @param files files and directories
 * @param submitTime of all jobs, if nothing ever waits for anything but DAGMan's own pace
 * @param idleJobs idle jobs that DAGMan allows at once
 */
public record Footprint(
        Layout layout, long processes, long memoryBytes, long bytes, long files, Duration submitTime, long idleJobs) {
    /** A condor_dagman beside others, and what the first one has alone. */
    private static final long PROCESS_BYTES = 3_050_000;

    private static final long SHARED_BYTES = 2_000_000;
    private static final long NODE_BYTES = 1_050;

    /** Scripts, submit files and payload.json. */
    private static final long STATIC_BYTES = 62_000;

    private static final long STATIC_FILES = 29;
    private static final long NODE_TEXT = 93;
    private static final long SUBDAG_TEXT = 1_070;
    private static final long SPLICE_TEXT = 930;
    private static final long FILES_OF_UNIT = 8;

    /** DAGMan starts inner DAGMans with {@code -MaxIdle 1000}, whatever it is told or configured itself (seen in 23.9.6). */
    private static final long INNER_IDLE = 1_000;

    /** The footprint of a plan. */
    static Footprint of(Layout layout, DagSize size, Throttles throttles, CapacitySettings settings) {
        long atOnce = Math.min(size.workUnits(), throttles.workUnits());
        long jobsOfUnit = size.workUnits() == 0 ? 0 : Math.ceilDiv(size.jobs(), (long) size.workUnits());
        long nodesOfUnit = size.workUnits() == 0 ? 0 : Math.ceilDiv(size.nodes(), (long) size.workUnits());
        long dagmans = switch (layout) {
            case SUBDAG -> atOnce;
            case SPLICE -> 1;
        };
        long processes = switch (layout) {
            case SUBDAG -> 1 + atOnce;
            case SPLICE -> 1;
        };
        long nodes = switch (layout) {
            case SUBDAG -> size.workUnits() + atOnce * nodesOfUnit;
            case SPLICE -> size.nodes();
        };
        long idle = switch (layout) {
            case SUBDAG -> atOnce * Math.min(Math.min(INNER_IDLE, throttles.processing()), jobsOfUnit);
            case SPLICE -> Math.min(settings.idlePerDagman(), size.nodes());
        };
        long text = switch (layout) {
            case SUBDAG -> SUBDAG_TEXT;
            case SPLICE -> SPLICE_TEXT;
        };
        return new Footprint(
                layout,
                processes,
                SHARED_BYTES + processes * PROCESS_BYTES + nodes * NODE_BYTES,
                STATIC_BYTES + size.workUnits() * text + size.jobs() * NODE_TEXT + size.descriptionBytes(),
                STATIC_FILES + size.workUnits() * FILES_OF_UNIT,
                Duration.ofSeconds(
                        Math.ceilDiv(size.nodes(), Math.max(1, dagmans * (long) settings.submitsPerSecond()))),
                idle);
    }
}
