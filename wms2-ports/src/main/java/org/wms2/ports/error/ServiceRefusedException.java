package org.wms2.ports.error;

/** A service answered no, and waiting does not change it. */
public final class ServiceRefusedException extends Wms2Exception {
    private static final long serialVersionUID = 1L;

    private final String service;

    public ServiceRefusedException(String service, String message) {
        super(ErrorCode.SERVICE_REFUSED, service + ": " + message);
        this.service = service;
    }

    /** The service, such as {@code DBS}. */
    public String service() {
        return service;
    }
}
