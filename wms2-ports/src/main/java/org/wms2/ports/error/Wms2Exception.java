package org.wms2.ports.error;

import org.jspecify.annotations.Nullable;

/** The base of every error that WMS2 throws. The message says what was expected, what was found, what to do. */
public class Wms2Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public Wms2Exception(ErrorCode code, String message) {
        this(code, message, null);
    }

    public Wms2Exception(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What went wrong, for exit status, REST answer and metric. */
    public final ErrorCode code() {
        return code;
    }

    /** The message, never null. */
    public final String text() {
        String message = getMessage();
        return message == null ? code.name() : message;
    }
}
