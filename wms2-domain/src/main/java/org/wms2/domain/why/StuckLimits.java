package org.wms2.domain.why;

import java.time.Duration;
import java.util.Optional;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.RequestStatus;

/** How long each cause, and each status without one, may last before a request counts as stuck. */
public final class StuckLimits {
    private static final Duration SILENT = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private StuckLimits() {}

    /** The limit of a cause; empty for held requests, which have alerts of their own, and where the status counts. */
    public static Optional<Duration> of(Cause cause) {
        return switch (cause) {
            case DBS_SILENT, RUCIO_SILENT, REQMGR2_SILENT, CONFIG_CACHE_SILENT, CRIC_SILENT, SCHEDD_SILENT ->
                Optional.of(SILENT);
            case STOPPING, DAGMAN_HELD, OWN_ERROR, OTHER_PLACE, DISK_FULL -> Optional.of(Duration.ofHours(1));
            case NO_SITE, PILOT, DAG_RUNNING -> Optional.of(DAY);
            case INPUT_NOT_ON_DISK, PILEUP, OUTPUTS -> Optional.of(Duration.ofDays(3));
            case ADMISSION, PRIORITY -> Optional.of(WEEK);
            case OPEN_DATASET -> Optional.of(Duration.ofDays(30));
            case NONE, OPERATOR, QUARANTINE, REFUSED, FAILURES, DAG_LOST, OUTPUT_CONFLICT, LEDGER, EMPTY_INPUT ->
                Optional.empty();
        };
    }

    /** The limit of a status without a cause; empty for those that rest or have ended. */
    public static Optional<Duration> of(RequestStatus status) {
        return switch (status) {
            case NEW, PLANNING, PARTIAL, RESUBMITTING, STOPPING -> Optional.of(STEP);
            case SUBMITTED -> Optional.of(Duration.ofHours(6));
            case ACTIVE, PILOT_RUNNING -> Optional.of(DAY);
            case QUEUED -> Optional.of(WEEK);
            case HELD, COMPLETED, FAILED, ABORTED -> Optional.empty();
        };
    }
}
