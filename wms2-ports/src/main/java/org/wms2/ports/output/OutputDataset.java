package org.wms2.ports.output;

import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;

/**
 * One output dataset of one request, summed over its blocks.
 *
 * @param status its least advanced block's; {@link BlockStatus#OPEN} while it has none
 */
public record OutputDataset(
        RequestName request, DatasetName dataset, BlockStatus status, int blocks, int files, long events, long bytes) {}
