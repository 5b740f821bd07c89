package org.wms2.ports.dag;

import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;

/**
 * Failed nodes of one work unit in one attempt that failed alike: summed, never one row per job.
 *
 * @param site where they ran; null if they never said
 * @param exitCode full code of the last start, as the report has it; 0 if there is no report
 * @param nodes how many nodes, 1 or more
 * @param node one of them, such as {@code proc_000003}
 * @param message of that one
 */
public record Failure(
        WorkUnitId workUnit,
        int attempt,
        @Nullable SiteName site,
        FailureCategory category,
        int exitCode,
        int nodes,
        String node,
        String message) {}
