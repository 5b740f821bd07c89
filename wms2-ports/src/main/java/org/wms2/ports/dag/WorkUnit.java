package org.wms2.ports.dag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;

/**
 * One work unit's row: the atom of progress.
 *
 * @param dag the attempt it is part of now
 * @param ordinal its number in the round, from 0
 * @param jobs processing jobs
 * @param files input files; 0 for a generator
 * @param expectedEvents in each kept output
 * @param site where it ran, from its manifest; null before
 */
public record WorkUnit(
        WorkUnitId id,
        RequestName request,
        DagKey dag,
        int round,
        int ordinal,
        WorkUnitStatus status,
        int jobs,
        long files,
        long expectedEvents,
        @Nullable SiteName site,
        Instant statusSince) {}
