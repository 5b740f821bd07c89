package org.wms2.domain.why;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;

/**
 * Whether a request has waited for one thing for too long. Moves nothing: no information, however long, is no reason to
 * move a request.
 */
public final class StuckRule {
    private StuckRule() {}

    /**
     * A clock that has run out.
     *
     * @param cause what it has waited for; {@link Cause#NONE}: its status has lasted
     * @param since when the clock began
     * @param limit how long it might have lasted
     */
    public record Stuck(Request request, Cause cause, Instant since, Duration limit) {}

    /** The clock that has run out; empty if none has, or if the request is held, or has ended and owes nothing. */
    public static Optional<Stuck> of(Request request, Instant now) {
        Cause cause = request.status().isFinal() && request.owing() && request.cause() == Cause.NONE
                ? Cause.OUTPUTS
                : request.cause();
        boolean rests = request.status().isFinal()
                ? !request.owing()
                : StuckLimits.of(request.status()).isEmpty();
        if (rests) {
            return Optional.empty();
        }
        Optional<Duration> limit = cause == Cause.NONE ? StuckLimits.of(request.status()) : StuckLimits.of(cause);
        boolean inQueue = cause == Cause.ADMISSION || cause == Cause.PRIORITY;
        // These two take turns whenever a slot is free for a moment: the time in the queue is what counts.
        Instant since = cause == Cause.NONE || inQueue ? request.statusSince() : request.causeSince();
        return limit.filter(l -> since.plus(l).isBefore(now)).map(l -> new Stuck(request, cause, since, l));
    }
}
