package org.wms2.cli.app;

import org.wms2.domain.RequestView;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;

/** What the command's end means to a script. Documented in README and in {@code wms2 --help}. */
public final class ExitCodes {
    public static final int OK = 0;
    /** Our own fault. */
    public static final int INTERNAL = 1;
    /** An audit has found a difference, or the input has nothing of what is to be explained. */
    public static final int NO = 1;

    public static final int USAGE = 2;
    public static final int NOT_FOUND = 3;
    /** In conflict with what there is, or the request is held. */
    public static final int CONFLICT = 4;

    public static final int SERVICE_REFUSED = 5;
    public static final int NOT_ALLOWED = 6;
    /** The input is refused, or is not processed yet. */
    public static final int INPUT_REFUSED = 7;
    /** The request ended failed, aborted, or completed with accepted loss. */
    public static final int ENDED_BADLY = 8;
    /** Try later (EX_TEMPFAIL). */
    public static final int TRY_LATER = 75;
    /** Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}

    /** Of an error. */
    public static int of(ErrorCode code) {
        return switch (code) {
            case INTERNAL -> INTERNAL;
            case USAGE -> USAGE;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case SERVICE_REFUSED -> SERVICE_REFUSED;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case INPUT_REFUSED, NOT_YET -> INPUT_REFUSED;
            case SERVICE_UNAVAILABLE, DATABASE_UNAVAILABLE -> TRY_LATER;
        };
    }

    /** Of a request that was followed to where it stands now. */
    public static int of(RequestView view) {
        return switch (view.request().status()) {
            case HELD -> CONFLICT;
            case FAILED, ABORTED -> ENDED_BADLY;
            case COMPLETED -> view.units().in(WorkUnitStatus.ABANDONED) > 0 ? ENDED_BADLY : OK;
            case NEW, SUBMITTED, QUEUED, PILOT_RUNNING, PLANNING, ACTIVE, PARTIAL, STOPPING, RESUBMITTING -> OK;
        };
    }
}
