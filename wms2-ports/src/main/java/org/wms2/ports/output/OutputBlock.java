package org.wms2.ports.output;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.BlockName;
import org.wms2.ports.id.DatasetName;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.RseName;
import org.wms2.ports.id.RuleId;

/**
 * One DBS block, one Rucio dataset: merged files of one dataset at one RSE.
 *
 * @param sourceRule keeps the files where they were made until they are elsewhere; null before and after
 * @param destinationRule null before it is asked for
 * @param reason what it waits for, or why it failed; empty if nothing
 * @param retries calls in vain since the status last moved
 */
public record OutputBlock(
        BlockName name,
        RequestName request,
        DatasetName dataset,
        RseName rse,
        BlockStatus status,
        int files,
        long events,
        long bytes,
        @Nullable RuleId sourceRule,
        @Nullable RuleId destinationRule,
        String reason,
        int retries,
        Instant openedAt,
        Instant statusSince,
        Instant nextLook) {}
