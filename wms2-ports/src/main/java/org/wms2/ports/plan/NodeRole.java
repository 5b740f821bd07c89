package org.wms2.ports.plan;

/** What a node of a work unit's DAG does. */
public enum NodeRole {
    LANDING,
    PROCESSING,
    MERGE,
    CLEANUP
}
