package org.wms2.domain.lifecycle;

import java.util.Optional;
import org.wms2.domain.housekeeping.DiskGuard;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.ServiceUnavailableException;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.request.Cause;

/** Which cause an error is for a request that it stops. */
final class Causes {
    private Causes() {}

    /** Of an error that is waited out. */
    static Cause ofWaiting(Wms2Exception error) {
        if (!(error instanceof ServiceUnavailableException silent)) {
            return error.code() == ErrorCode.SERVICE_UNAVAILABLE ? Cause.OTHER_PLACE : Cause.OWN_ERROR;
        }
        return ofService(silent.service());
    }

    /** Of a block that is tried again and again: its reason begins with the service. */
    static Optional<Cause> ofBlock(String reason) {
        int colon = reason.indexOf(':');
        return Optional.of(ofService(colon < 0 ? reason : reason.substring(0, colon)))
                .filter(c -> c != Cause.OTHER_PLACE);
    }

    private static Cause ofService(String service) {
        return switch (service) {
            case "DBS" -> Cause.DBS_SILENT;
            case "Rucio" -> Cause.RUCIO_SILENT;
            case "ReqMgr2" -> Cause.REQMGR2_SILENT;
            case "ConfigCache" -> Cause.CONFIG_CACHE_SILENT;
            case "CRIC" -> Cause.CRIC_SILENT;
            case "HTCondor" -> Cause.SCHEDD_SILENT;
            case DiskGuard.DISK -> Cause.DISK_FULL;
            default -> Cause.OTHER_PLACE;
        };
    }

    /** Of an error that holds. */
    static Cause ofHolding(Wms2Exception error) {
        return error.code() == ErrorCode.INTERNAL ? Cause.QUARANTINE : Cause.REFUSED;
    }
}
