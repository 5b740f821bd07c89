package org.wms2.ports.htcondor;

import java.util.Locale;

/** What a node of a DAG does, for people: DAGMan's own states, with its job's state where it has one in the queue. */
public enum NodeState {
    /** Other nodes come first, or its DAG has not begun. */
    WAITING,
    /** It may be submitted: throttled, or about to be tried again. */
    READY,
    /** Its job is in the queue and does not run. */
    IDLE,
    /** Its job runs. */
    RUNNING,
    /** Its job is held: it never ends by itself. */
    HELD,
    /** Its PRE or POST script runs, or is about to. */
    SCRIPT,
    /** It is done. */
    DONE,
    /** It failed, and DAGMan tries it no more. */
    FAILED,
    /** It never runs in this attempt: a node before it failed, or its DAGMan has ended. */
    FUTILE,
    /** It was in flight when its DAGMan was removed: it did not fail. */
    INTERRUPTED;

    /** The word used in answers and on screens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
