package org.wms2.condor.read;

import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;

/** A file or an answer that breaks its format: what it is, what was expected, what was found. */
public final class UnreadableException extends Wms2Exception {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 120;

    public UnreadableException(String what, String expected, String found) {
        super(ErrorCode.SERVICE_REFUSED, what + ": expected " + expected + ", found " + shown(found));
    }

    private static String shown(String found) {
        String line = found.replaceAll("\\p{Cntrl}", "?");
        return "'" + (line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line) + "'";
    }
}
