package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.planning.RoundInput;
import org.wms2.ports.input.SnapshotHeader;
import org.wms2.ports.ledger.Span;
import org.wms2.ports.request.RequestSpec;
import org.wms2.ports.store.Stores;

/**
 * What the stores say of a request's input.
 *
 * @param readAt when the last reading of the input began; {@link Instant#MAX} for a generator
 * @param closesAt from when on a reading that finds nothing new closes an open dataset; {@link Instant#MIN} if it is not
 *     followed
 */
record InputFacts(RoundInput input, Instant readAt, Instant closesAt) {

    static InputFacts of(RequestState state, Stores stores) {
        List<Span> taken = stores.ledger().taken(state.request().name());
        if (state.workflow().generation().isPresent()) {
            return new InputFacts(RoundInput.of(state.workflow().generation().get(), taken), Instant.MAX, Instant.MIN);
        }
        Optional<SnapshotHeader> header =
                stores.snapshots().header(state.request().name());
        long positions = header.map(SnapshotHeader::positions).orElse(0L);
        return new InputFacts(
                new RoundInput(
                        positions,
                        taken,
                        within -> stores.snapshots().blocks(state.request().name(), within)),
                header.map(SnapshotHeader::readAt).orElse(Instant.MIN),
                header.map(h -> closesAt(state, h)).orElse(Instant.MIN));
    }

    /** WMCore's OpenRunningTimeout: a time without change. A trial's cap fixes the input at once. */
    private static Instant closesAt(RequestState state, SnapshotHeader header) {
        RequestSpec spec = state.request().spec();
        boolean capped = state.request().options().maxFiles() != null
                || state.request().options().maxEvents() != null;
        if (spec == null || capped || spec.openRunningTimeout().isZero()) {
            return Instant.MIN;
        }
        return header.changedAt().plus(spec.openRunningTimeout());
    }

    /** Whether more input may still come: nobody has looked since the time without change was over. */
    boolean isOpen() {
        return readAt.isBefore(closesAt);
    }

    /** Whether the input has been read since a moment, such as when the request began to plan. */
    boolean isReadSince(Instant moment) {
        return !readAt.isBefore(moment);
    }

    /** Whether the input was read longer ago. */
    boolean isOlder(Duration age, Instant now) {
        return readAt.isBefore(now.minus(age));
    }
}
