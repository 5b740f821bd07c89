package org.wms2.ports.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;

/**
 * The request's row: what is known and decided about one request.
 *
 * @param name unique; {@code <sourceName>} or {@code <sourceName>_v<n>} after a restart
 * @param sourceName its name in ReqMgr2
 * @param processingVersion our version n, from 1; a restart adds one
 * @param spec the typed document; null only in status new, before it is mapped
 * @param rawDocument the document as received, byte for byte
 * @param reason why it is in this status: of held the cause, of working ones what it waits for; empty if nothing
 * @param suggestion what an operator may do about it; empty if nothing
 * @param round current or next round, from 0
 * @param plannedUnits work units that the rounds so far have planned
 * @param inputExhausted whether the current round is the last that its input gives
 * @param nextLook when the lifecycle looks again; never later than it needs
 * @param version compare-and-set counter of the row, from 1
 * @param cause kind of the reason
 * @param causeSince since when it has been this cause, in this status
 * @param stepsTaken production steps of its options that it has taken, from 0
 * @param owing whether it is final and still owes something to DBS, Rucio or ReqMgr2
 * @param restartOf the request that it is the next processing version of; null if of none
 * @param supersededBy the request that is its next processing version; null if there is none
 */
public record Request(
        RequestName name,
        RequestName sourceName,
        int processingVersion,
        RequestStatus status,
        @Nullable RequestSpec spec,
        String rawDocument,
        RequestOptions options,
        int priority,
        String reason,
        String suggestion,
        int round,
        long plannedUnits,
        boolean inputExhausted,
        Instant createdAt,
        Instant statusSince,
        Instant nextLook,
        long version,
        Cause cause,
        Instant causeSince,
        int stepsTaken,
        boolean owing,
        @Nullable RequestName restartOf,
        @Nullable RequestName supersededBy) {

    /** A first processing version that waits for nothing. */
    public Request(
            RequestName name,
            RequestName sourceName,
            int processingVersion,
            RequestStatus status,
            @Nullable RequestSpec spec,
            String rawDocument,
            RequestOptions options,
            int priority,
            String reason,
            String suggestion,
            int round,
            long plannedUnits,
            boolean inputExhausted,
            Instant createdAt,
            Instant statusSince,
            Instant nextLook,
            long version) {
        this(
                name,
                sourceName,
                processingVersion,
                status,
                spec,
                rawDocument,
                options,
                priority,
                reason,
                suggestion,
                round,
                plannedUnits,
                inputExhausted,
                createdAt,
                statusSince,
                nextLook,
                version,
                Cause.NONE,
                statusSince,
                0,
                false,
                null,
                null);
    }
}
