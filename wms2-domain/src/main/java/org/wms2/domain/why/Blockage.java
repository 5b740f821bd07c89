package org.wms2.domain.why;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.RequestStatus;

/**
 * The one thing that a request waits for.
 *
 * @param cause its kind; {@link Cause#NONE} if nothing blocks it
 * @param owner who has to act
 * @param predicate what must become otherwise, in one sentence
 * @param evidence numbers and names, the weightiest first; may be empty
 * @param since when it began to be so, as far as it is stored
 * @param nextTry when the lifecycle looks again; null: not before somebody acts
 * @param command what clears it: a command, or what to tell whom
 */
public record Blockage(
        RequestName request,
        RequestStatus status,
        Cause cause,
        Cause.Owner owner,
        String predicate,
        List<String> evidence,
        Instant since,
        @Nullable Instant nextTry,
        String command) {
    public Blockage {
        evidence = List.copyOf(evidence);
    }
}
