package org.wms2.domain.splitting.wmcore;

import java.util.List;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.request.LumiMask;

/**
 * Parameters of {@link EventAwareLumiByWork}.
 *
 * @param eventsPerJob events_per_job, 1 or more; 5000 in WMCore unless it is given
 * @param totalEvents total_events to take of a pass; 0 is all
 * @param jobTimeLimit job_time_limit, seconds; 172,800 in WMCore unless it is given
 * @param secondsPerEvent 0 or more
 * @param runWhitelist empty accepts everything
 */
public record WorkRules(
        long eventsPerJob,
        long totalEvents,
        double jobTimeLimit,
        double secondsPerEvent,
        boolean haltOnFileBoundaries,
        boolean splitOnRun,
        LumiMask mask,
        List<Integer> runWhitelist) {
    /** WMCore's largest lumi section of a run that is listed whole; the smallest is 1. */
    static final long LAST_LUMI = 0xFFF_FFFF;

    public WorkRules {
        runWhitelist = List.copyOf(runWhitelist);
        if (eventsPerJob < 1) {
            throw new InputRefusedException("events_per_job", String.valueOf(eventsPerJob), "1 or more");
        }
    }

    /** Whether a lumi section is to be processed. A mask and a list that leave nothing are as none, as in WMCore. */
    boolean accepts(int run, long lumi) {
        return nothingLeft()
                || (mask.accepts(run, lumi)
                        && (runWhitelist.isEmpty() || (runWhitelist.contains(run) && lumi >= 1 && lumi <= LAST_LUMI)));
    }

    private boolean nothingLeft() {
        return !mask.isEmpty()
                && !runWhitelist.isEmpty()
                && mask.runs().entrySet().stream()
                        .noneMatch(run -> runWhitelist.contains(run.getKey())
                                && run.getValue().stream()
                                        .anyMatch(range -> range.last() >= 1 && range.first() <= LAST_LUMI));
    }
}
