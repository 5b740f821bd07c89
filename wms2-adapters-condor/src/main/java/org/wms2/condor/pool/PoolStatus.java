package org.wms2.condor.pool;

/**
 * Whether the pool of one directory, and no other, is alive.
 *
 * @param words one line for a person, with pid and port if it is alive
 */
public record PoolStatus(State state, String words) {
    /** How far it is. */
    public enum State {
        /** Four sites are there and the schedd answers. */
        READY,
        /** Its master is alive, but it does not answer: starting, stopping, or ill. */
        ALIVE,
        STOPPED
    }

    public boolean isReady() {
        return state == State.READY;
    }
}
