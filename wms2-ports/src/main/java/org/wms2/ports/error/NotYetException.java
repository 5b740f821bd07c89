package org.wms2.ports.error;

/** Valid input that this version does not process yet. */
public final class NotYetException extends Wms2Exception {
    private static final long serialVersionUID = 1L;

    public NotYetException(String what) {
        super(ErrorCode.NOT_YET, what.endsWith(" yet") ? what : what + ": not yet");
    }
}
