package org.wms2.ports.dag;

import java.util.Locale;

/**
 * Who is to blame for a failed node, as the classification table of the condor adapter sorts exit codes (resource
 * {@code job/wms2_errors.json}, which the worker reads too).
 */
public enum FailureCategory {
    /** The program: it would fail everywhere. */
    PAYLOAD(false),
    /** An input file cannot be opened or read. */
    INPUT(false),
    /** The worker node or its software. */
    SITE(true),
    /** Storage: stage-in or stage-out. */
    STORAGE(true),
    /** More memory than asked for. */
    MEMORY(false),
    /** Longer than allowed. */
    TIME(false),
    /** What WMS2 planned cannot be done: our fault. */
    PLAN(false),
    /** The merge. */
    MERGE(false),
    /** Removed or killed from outside. */
    KILLED(false),
    /** The job's launcher did not come as far as the program. */
    LAUNCHER(true),
    /** Nothing is known: no report came home. */
    UNKNOWN(false);

    private final boolean ofSite;

    FailureCategory(boolean ofSite) {
        this.ofSite = ofSite;
    }

    /** Whether another site might do better. */
    public boolean isOfSite() {
        return ofSite;
    }

    /** The word used in side files, in the database, in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
