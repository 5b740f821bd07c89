package org.wms2.ports.error;

import org.jspecify.annotations.Nullable;

/**
 * A service did not answer, or not in time, or asked to try later. Whether the call had its effect is unknown: look it
 * up before it is tried again.
 */
public final class ServiceUnavailableException extends Wms2Exception {
    private static final long serialVersionUID = 1L;

    private final String service;

    public ServiceUnavailableException(String service, String message) {
        this(service, message, null);
    }

    public ServiceUnavailableException(String service, String message, @Nullable Throwable cause) {
        super(ErrorCode.SERVICE_UNAVAILABLE, service + ": " + message, cause);
        this.service = service;
    }

    /** The service, such as {@code DBS}. */
    public String service() {
        return service;
    }
}
