package org.wms2.domain.lifecycle;

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
        return switch (silent.service()) {
            case "DBS" -> Cause.DBS_SILENT;
            case "Rucio" -> Cause.RUCIO_SILENT;
            case "ReqMgr2" -> Cause.REQMGR2_SILENT;
            case "ConfigCache" -> Cause.CONFIG_CACHE_SILENT;
            case "CRIC" -> Cause.CRIC_SILENT;
            case "HTCondor" -> Cause.SCHEDD_SILENT;
            default -> Cause.OTHER_PLACE;
        };
    }

    /** Of an error that holds. */
    static Cause ofHolding(Wms2Exception error) {
        return error.code() == ErrorCode.INTERNAL ? Cause.QUARANTINE : Cause.REFUSED;
    }
}
