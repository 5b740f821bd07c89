package org.wms2.server.local;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One service as it is now.
 *
 * @param detail where it is reached, or what is wrong; empty if it is stopped
 * @param log where it writes what it does
 */
public record ServiceStatus(String name, State state, String detail, Path log) {
    /** How a service may be. */
    public enum State {
        RUNNING,
        STOPPED,
        /** Its process is there, and it does not answer as it should. */
        ILL;

        /** The word on screens. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
