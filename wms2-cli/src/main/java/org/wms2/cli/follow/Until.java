package org.wms2.cli.follow;

/** How far a request is followed. */
public enum Until {
    /** Until it is final or held. */
    THE_END,
    /** Until its first DAG runs, or it waits for something. */
    DAG_RUNS
}
