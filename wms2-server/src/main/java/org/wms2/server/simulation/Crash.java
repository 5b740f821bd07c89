package org.wms2.server.simulation;

/** A server process dies where it is: no code of ours catches it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(String where) {
        super(where, null, false, false);
    }
}
