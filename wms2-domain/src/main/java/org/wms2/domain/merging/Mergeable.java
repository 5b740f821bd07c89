package org.wms2.domain.merging;

/** What goes into a merged file whole. */
interface Mergeable {
    long bytes();

    long events();

    /** Seconds since it could first have been merged. */
    long ageSeconds();
}
