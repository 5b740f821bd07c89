package org.wms2.ports.output;

import java.util.Comparator;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;

/**
 * One output dataset of one request, summed over its blocks.
 *
 * @param status its least advanced block's; {@link BlockStatus#OPEN} while it has none
 */
public record OutputDataset(
        RequestName request, DatasetName dataset, BlockStatus status, int blocks, int files, long events, long bytes) {
    /** By place in the pipeline. A failed block has got nowhere; an invalidated one holds nothing up. */
    private static final Comparator<BlockStatus> LEAST_ADVANCED = Comparator.comparing(
                    (BlockStatus status) -> status != BlockStatus.FAILED)
            .thenComparing(Comparator.naturalOrder());

    /** This and other blocks of the same dataset together. */
    public OutputDataset plus(OutputDataset other) {
        return new OutputDataset(
                request,
                dataset,
                LEAST_ADVANCED.compare(status, other.status) <= 0 ? status : other.status,
                blocks + other.blocks,
                files + other.files,
                events + other.events,
                bytes + other.bytes);
    }
}
