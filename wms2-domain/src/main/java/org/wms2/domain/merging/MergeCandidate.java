package org.wms2.domain.merging;

import java.util.Set;

/**
 * An unmerged file.
 *
 * @param bytes 0 or more
 * @param events 0 or more
 * @param run its lowest run
 * @param lumi its lowest lumi section
 * @param firstEvent number of its first event
 * @param locations where it is; only files that are at exactly the same places are merged
 * @param parent the file that it was made from: its WMBS id; 0 if nothing depends on it
 * @param ageSeconds since it could first have been merged
 */
public record MergeCandidate(
        String lfn,
        long bytes,
        long events,
        long run,
        long lumi,
        long firstEvent,
        Set<String> locations,
        long parent,
        long ageSeconds)
        implements Mergeable {
    public MergeCandidate {
        locations = Set.copyOf(locations);
    }
}
