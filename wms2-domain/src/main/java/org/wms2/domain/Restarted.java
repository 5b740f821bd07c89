package org.wms2.domain;

import java.util.List;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.request.CleanupPolicy;
import org.wms2.ports.request.Request;

/**
 * A restart, done or only looked at.
 *
 * @param before the processing version that is superseded, as it was when that was decided
 * @param next the new one
 * @param outputs what the new one makes
 * @param blocksToInvalidate blocks of the one before that are not invalidated yet
 * @param policy when they are invalidated
 */
public record Restarted(
        Request before, Request next, List<DatasetName> outputs, int blocksToInvalidate, CleanupPolicy policy) {
    public Restarted {
        outputs = List.copyOf(outputs);
    }
}
