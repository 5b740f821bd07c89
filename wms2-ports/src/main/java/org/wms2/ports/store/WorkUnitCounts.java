package org.wms2.ports.store;

import java.util.Map;
import org.wms2.ports.dag.WorkUnitStatus;

/**
 * Work units of a request.
 *
 * @param byStatus statuses without any are absent
 * @param jobs processing jobs of all of them
 * @param expectedEvents in each kept output, of all of them
 * @param mergedEvents the same, of those merged or registered
 */
public record WorkUnitCounts(Map<WorkUnitStatus, Long> byStatus, long jobs, long expectedEvents, long mergedEvents) {
    public WorkUnitCounts {
        byStatus = Map.copyOf(byStatus);
    }

    public long in(WorkUnitStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }

    public long total() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }
}
