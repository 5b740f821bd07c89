package org.wms2.ports.error;

/** Who has to act on an error. */
public enum ErrorCategory {
    /** The caller: the same call can never succeed. */
    USER,
    /** A service that we depend on. */
    EXTERNAL,
    /** Ourselves: a defect or a broken installation. */
    INTERNAL
}
