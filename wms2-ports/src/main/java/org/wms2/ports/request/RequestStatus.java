package org.wms2.ports.request;

import java.util.Locale;

/** Status of a request (docs/states.md). Only the lifecycle moves it. */
public enum RequestStatus {
    NEW(Phase.WORKING),
    SUBMITTED(Phase.WORKING),
    QUEUED(Phase.WORKING),
    PILOT_RUNNING(Phase.WORKING),
    PLANNING(Phase.WORKING),
    ACTIVE(Phase.WORKING),
    PARTIAL(Phase.WORKING),
    STOPPING(Phase.WORKING),
    RESUBMITTING(Phase.WORKING),
    HELD(Phase.RESTING),
    COMPLETED(Phase.FINAL),
    FAILED(Phase.FINAL),
    ABORTED(Phase.FINAL);

    /** Whether the lifecycle works on it, waits for a person, or has ended. */
    public enum Phase {
        WORKING,
        RESTING,
        FINAL
    }

    private final Phase phase;

    RequestStatus(Phase phase) {
        this.phase = phase;
    }

    public Phase phase() {
        return phase;
    }

    public boolean isFinal() {
        return phase == Phase.FINAL;
    }

    /** The word used in the database, in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
