package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.domain.Ports;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.request.Cause;
import org.wms2.ports.request.Request;
import org.wms2.ports.request.RequestStatus;

/**
 * Jobs with the tag of a DAG whose DAGMan is gone. They go by themselves within seconds, as HTCondor removes them with it; what
 * stays for longer than the grace time, or comes from a DAGMan that vanished, is removed. Until then nothing is planned,
 * resubmitted or ended that could run beside them.
 */
final class Leftovers {
    private final Ports ports;
    private final Duration grace;

    Leftovers(Ports ports, Duration grace) {
        this.ports = ports;
        this.grace = grace;
    }

    /** What to do about them; empty if there are none. */
    Optional<Decision> next(RequestState state, Dag dag, boolean atOnce, Instant now, Instant lookAgain) {
        long left = OwnSchedd.remaining(ports.htcondor(), dag.key(), dag.cluster());
        if (left == 0) {
            return Optional.empty();
        }
        Request request = state.request();
        boolean held = request.status() == RequestStatus.HELD;
        boolean overdue = atOnce || request.statusSince().plus(grace).isBefore(now);
        boolean justAsked = held ? request.nextLook().isAfter(now) : state.waitsSaying(Stopping.ASKED, now);
        if (overdue && !justAsked) {
            return Optional.of(new Decision.Act(
                    List.of(),
                    new Effect.RemoveLeftovers(dag),
                    "remove " + left + " jobs that " + dag.key() + " has left"));
        }
        String words = request.status().word() + ": " + left + " jobs of the DAG are still in the queue";
        return Optional.of(
                held
                        ? new Decision.Wait(request.cause(), request.reason(), lookAgain)
                        : new Decision.Wait(Cause.STOPPING, justAsked ? Stopping.ASKED : words, lookAgain));
    }
}
