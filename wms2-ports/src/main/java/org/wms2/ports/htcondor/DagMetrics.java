package org.wms2.ports.htcondor;

import org.wms2.ports.id.ClusterId;

/**
 * DAGMan's last word, {@code <dag>.metrics} (contracts/htcondor.md 2).
 *
 * @param dagStatus 0 ok, 1 error, 2 node failed, 3 aborted, 4 removed, 5 cycle, 6 halted
 */
public record DagMetrics(ClusterId cluster, int exitCode, int dagStatus, int rescueNumber) {}
