package org.wms2.ports.pilot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;

/**
 * One job that measures a request before its first round. One row per attempt.
 *
 * @param key its tag, see {@link org.wms2.ports.id.DagTag#pilot}, and its attempt from 0
 * @param directory absolute path of its submit directory
 * @param cluster null before it is known
 * @param measure null before it has measured
 * @param reason what became of it, in words; empty while it is live
 * @param plannedAt when its tag was fixed: its time limit counts from here
 */
public record Pilot(
        DagKey key,
        RequestName request,
        PilotStatus status,
        String directory,
        @Nullable ClusterId cluster,
        @Nullable PilotMeasure measure,
        String reason,
        Instant plannedAt,
        Instant statusSince) {

    /** A new one. */
    public static Pilot planned(DagKey key, RequestName request, String directory, Instant at) {
        return new Pilot(key, request, PilotStatus.PLANNED, directory, null, null, "", at, at);
    }

    /** Submitted on hold. */
    public Pilot submitted(ClusterId known, Instant at) {
        return new Pilot(key, request, PilotStatus.SUBMITTED, directory, known, null, "", plannedAt, at);
    }

    /** Released. */
    public Pilot released(Instant at) {
        return new Pilot(key, request, PilotStatus.RUNNING, directory, cluster, null, "", plannedAt, at);
    }

    /** With its measurement and what that changed. */
    public Pilot measured(PilotMeasure found, String changed, Instant at) {
        return new Pilot(key, request, PilotStatus.MEASURED, directory, cluster, found, changed, plannedAt, at);
    }

    /** Ended without a measurement: failed or removed. */
    public Pilot ended(PilotStatus to, String why, Instant at) {
        return new Pilot(key, request, to, directory, cluster, null, why, plannedAt, at);
    }
}
