package org.wms2.condor.dag;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Settings of the synthetic payload (resource job/wms2_processing.py).
 *
 * @param storageRoot absolute; LFNs are files below it, on every worker
 * @param secondsPerEvent how long a job sleeps per event, 60 s at most in all; 0 for not at all
 * @param maxFileBytes no file is larger, whatever the plan says; above 0
 * @param inject failures to play, as job/wms2_job.py reads them; empty in production
 */
public record SyntheticPayload(
        Path storageRoot, double secondsPerEvent, long maxFileBytes, List<Map<String, Object>> inject) {
    public SyntheticPayload {
        inject = inject.stream().map(Map::copyOf).toList();
        if (!storageRoot.isAbsolute() || !(secondsPerEvent >= 0) || maxFileBytes < 1) {
            throw new IllegalArgumentException("expected an absolute storage root, 0 s or more per event and files of 1"
                    + " byte or more, found " + storageRoot + ", " + secondsPerEvent + ", " + maxFileBytes);
        }
    }

    /** No sleep, files of at most 1 MiB. */
    public static SyntheticPayload at(Path storageRoot) {
        return new SyntheticPayload(storageRoot, 0, 1 << 20, List.of());
    }
}
