package org.wms2.ports.dag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.plan.Layout;

/**
 * One attempt of one round's DAG.
 *
 * @param directory absolute path of its submit directory on the schedd's machine
 * @param layout how it is laid out for DAGMan
 * @param cluster known once the submission on hold is looked up; null before
 * @param workUnits planned in it
 * @param jobs processing jobs planned in it
 * @param expectedEvents in each kept output
 * @param reason DAGMan's words at its end; empty before
 */
public record Dag(
        DagKey key,
        RequestName request,
        int round,
        DagStatus status,
        String directory,
        Layout layout,
        @Nullable ClusterId cluster,
        int workUnits,
        long jobs,
        long expectedEvents,
        String reason,
        Instant statusSince) {}
