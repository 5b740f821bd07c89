package org.wms2.server.simulation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What happened, in order: two runs of one seed write the same. */
final class Journal {
    private final InstantSource time;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    /** A rehearsal keeps none: it would be long. */
    Journal(InstantSource time, boolean kept) {
        this.time = time;
        this.kept = kept;
    }

    void note(String what) {
        if (kept) {
            lines.add(time.instant() + " " + what);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
