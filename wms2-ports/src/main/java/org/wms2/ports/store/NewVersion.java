package org.wms2.ports.store;

import java.util.List;
import java.util.Objects;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Request;
import org.wms2.ports.workflow.Workflow;

/**
 * A restart: the next processing version of a request, and what becomes of the one before (docs/states.md).
 *
 * @param next its row, which names the one before
 * @param decidedOn version of the row before that the restart was decided on
 * @param who the person behind it
 * @param ofBefore what changes in the one before: its end if it was held, nothing if it was final
 */
public record NewVersion(Request next, Workflow workflow, long decidedOn, String who, List<Change> ofBefore) {
    public NewVersion {
        ofBefore = List.copyOf(ofBefore);
        Objects.requireNonNull(next.restartOf(), "a new version names the one before");
    }

    /** The one before. */
    public RequestName before() {
        return Objects.requireNonNull(next.restartOf());
    }
}
