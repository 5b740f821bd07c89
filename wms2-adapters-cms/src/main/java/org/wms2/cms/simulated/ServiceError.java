package org.wms2.cms.simulated;

/** A refusal of a pretended service, as the real one words it: the server makes its wire of it, the ports their error. */
public final class ServiceError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kind;
    private final int code;

    private ServiceError(int status, String kind, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.kind = kind;
        this.code = code;
    }

    /** Rucio's: HTTP status and exception class (contracts/cms.md 4.2). */
    static ServiceError rucio(int status, String exceptionClass, String message) {
        return new ServiceError(status, exceptionClass, 0, message);
    }

    /** DBS's: HTTP 400 and a code (contracts/cms.md 3.2). */
    static ServiceError dbs(int code, String message) {
        return new ServiceError(400, "dbs", code, message);
    }

    /** ReqMgr2's: HTTP 400 and its code for nearly every refusal (contracts/cms.md 1.1). */
    static ServiceError reqMgr2(String detail) {
        return new ServiceError(400, "reqmgr2", 1102, "Invalid spec parameter value: " + detail);
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Rucio's exception class. */
    public String kind() {
        return kind;
    }

    /** DBS's or ReqMgr2's code. */
    public int code() {
        return code;
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? kind : message;
    }
}
