package org.wms2.ports.plan;

import java.util.Locale;

/** How the work units of a DAG are laid out for DAGMan (docs/htcondor.md, "Layouts"). */
public enum Layout {
    /** A work unit is a SUBDAG EXTERNAL: a condor_dagman of its own, with retry and re-election of its site. */
    SUBDAG,
    /** A work unit is a SPLICE: one condor_dagman for the whole DAG; no retry or re-election per work unit, throttles per node only. */
    SPLICE;

    /** The word used in settings, in the database, in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
