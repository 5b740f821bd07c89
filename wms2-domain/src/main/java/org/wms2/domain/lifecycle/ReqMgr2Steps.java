package org.wms2.domain.lifecycle;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/** Which status a request is to have in ReqMgr2, and the next legal step there (contracts/cms.md 1.6). Pure. */
final class ReqMgr2Steps {
    private static final String COMPLETED = "completed";
    private static final String ABORTED = "aborted";
    private static final String FAILED = "failed";
    private static final List<String> WAY =
            List.of("assigned", "staging", "staged", "acquired", "running-open", "running-closed", COMPLETED);

    private ReqMgr2Steps() {}

    /** The status that says where a request stands; empty if there is nothing to say, or its next version says it. */
    static Optional<String> target(Request request) {
        if (request.supersededBy() != null) {
            return Optional.empty();
        }
        RequestStatus status = request.status();
        return switch (status) {
            case COMPLETED -> Optional.of(COMPLETED);
            case ABORTED -> Optional.of(ABORTED);
            case FAILED -> Optional.of(FAILED);
            case NEW, SUBMITTED, QUEUED, PILOT_RUNNING, PLANNING, ACTIVE, PARTIAL, STOPPING, RESUBMITTING, HELD ->
                request.plannedUnits() == 0
                        ? Optional.empty()
                        : Optional.of(request.inputExhausted() ? "running-closed" : "running-open");
        };
    }

    /** The next step towards a status; empty if it is there, past it, or no way leads to it. */
    static Optional<String> next(String from, String target) {
        int here = WAY.indexOf(from);
        if (here < 0 || from.equals(target) || from.equals(COMPLETED)) {
            return Optional.empty();
        }
        return switch (target) {
            case ABORTED -> Optional.of(ABORTED);
            case FAILED -> failing(here);
            default -> here < WAY.indexOf(target) ? Optional.of(WAY.get(here + 1)) : Optional.empty();
        };
    }

    /** Only what has not begun to run may fail there. */
    private static Optional<String> failing(int here) {
        if (here < WAY.indexOf("staged")) {
            return Optional.of(WAY.get(here + 1));
        }
        return here <= WAY.indexOf("acquired") ? Optional.of(FAILED) : Optional.empty();
    }
}
