package org.wms2.ports.input;

import java.time.Instant;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;

/**
 * What a snapshot holds in sum.
 *
 */
public record SnapshotHeader(
        RequestName request, DatasetName dataset, Instant takenAt, int blocks, long files, long events, long bytes) {}
