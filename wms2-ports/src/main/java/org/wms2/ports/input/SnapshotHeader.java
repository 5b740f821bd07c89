package org.wms2.ports.input;

import java.time.Instant;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;

/**
 * What a snapshot holds in sum.
 *
 * @param readAt when the last reading of DBS began, by the reader's clock
 * @param changedAt when the last reading that found more began, by the reader's clock
 * @param blocks rows: a block that grew has several
 * @param files with those that became invalid later
 * @param positions ledger positions given so far: from 0 to this number, not included
 */
public record SnapshotHeader(
        RequestName request,
        DatasetName dataset,
        Instant readAt,
        Instant changedAt,
        int blocks,
        long files,
        long lumis,
        long events,
        long bytes,
        long positions) {}
