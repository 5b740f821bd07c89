package org.wms2.ports.request;

/** What becomes of the outputs of an old processing version at a restart. */
public enum CleanupPolicy {
    /** Old outputs stay valid until the new version's are announced. */
    KEEP_UNTIL_REPLACED,
    /** Old outputs are invalidated at once. */
    IMMEDIATE_CLEANUP
}
