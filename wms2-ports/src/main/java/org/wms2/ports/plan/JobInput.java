package org.wms2.ports.plan;

import org.wms2.ports.id.Lfn;

/** A file that a job reads, with its size in bytes and its events as the snapshot has them. */
public record JobInput(long ordinal, Lfn lfn, long bytes, long events) {}
