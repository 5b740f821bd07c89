package org.wms2.domain;

import java.time.Instant;
import org.wms2.ports.request.Request;

/**
 * What one turn of one request did.
 *
 * @param request the row after the turn
 * @param message for a person: what was done, or what is waited for
 * @param nextLook when to turn again; now if it moved
 */
public record TurnResult(Request request, Kind kind, String message, Instant nextLook) {
    /** What a turn may come to. */
    public enum Kind {
        /** Something was done; turn again at once. */
        MOVED,
        /** Nothing to do before the next look. */
        WAITING,
        /** Another process has the claim. */
        WATCHING,
        /** The request is final. */
        FINAL
    }
}
