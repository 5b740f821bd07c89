package org.wms2.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.htcondor.DagObservation;
import org.wms2.ports.htcondor.JobState;
import org.wms2.ports.id.DagKey;

/**
 * A DAGMan that cannot start exits with status 4, and HTCondor starts it again every few seconds, for ever
 * (contracts/htcondor.md 3): it is removed, and its removal says why. One that has crashed or whose schedd was started again
 * starts once more and goes on: that is left alone. Thread-safe.
 */
final class StartLoop {
    /** In the reason of a removal by this rule: the end of the DAG is judged by it. */
    static final String REASON = "DAGMan cannot start";

    /** Starts of a DAGMan that has never said anything, from which on it is given up. */
    private static final int SILENT_STARTS = 5;

    /** The same within {@link #WINDOW} of one that has spoken before. */
    private static final int STARTS_IN_A_ROW = 8;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Duration grace;

    private record Look(int starts, Instant at) {}

    private static final Look NEVER = new Look(0, Instant.EPOCH);

    /** Since when a DAGMan that is to be started again has been seen without its directory. */
    private final Remembered<DagKey, Instant> homelessSince = new Remembered<>(Instant.MAX);

    /** The first of the present window. */
    private final Remembered<DagKey, Look> looks = new Remembered<>(NEVER);

    StartLoop(Duration grace) {
        this.grace = grace;
    }

    /**
     * One that crashed because its directory is gone: HTCondor cannot even start it again, it stays idle (seen in 23.9.6). A
     * disk that is away for a moment is waited for.
     */
    private Optional<Decision> homeless(Dag dag, DagFacts facts, Instant now) {
        Optional<DagObservation> seen = facts.seen().filter(o -> !o.hasEnded() && !facts.directoryThere());
        if (seen.isEmpty()) {
            homelessSince.update(dag.key(), since -> Instant.MAX);
            return Optional.empty();
        }
        homelessSince.update(dag.key(), since -> since.equals(Instant.MAX) ? now : since);
        String why = "its directory " + dag.directory() + " is gone: it cannot go on";
        return homelessSince.get(dag.key()).plus(grace).isAfter(now)
                ? Optional.empty()
                : Optional.of(new Decision.Act(List.of(), new Effect.GiveUpDag(dag, seen.get(), why), why));
    }

    /** Removes it; empty if it starts, or is held, or has ended. */
    Optional<Decision> next(Dag dag, DagFacts facts, Instant now) {
        Optional<Decision> homeless = homeless(dag, facts, now);
        if (homeless.isPresent()) {
            return homeless;
        }
        Optional<DagObservation> alive =
                facts.seen().filter(o -> !o.hasEnded() && o.state() != JobState.HELD && o.starts() > 1);
        if (alive.isEmpty()) {
            return Optional.empty();
        }
        DagObservation seen = alive.get();
        looks.update(dag.key(), known -> known.at().plus(WINDOW).isBefore(now) ? new Look(seen.starts(), now) : known);
        Look first = looks.get(dag.key());
        boolean silent = seen.dagStatus() == null && seen.starts() >= SILENT_STARTS;
        boolean again = seen.starts() - first.starts() >= STARTS_IN_A_ROW;
        if (!silent && !again) {
            return Optional.empty();
        }
        String why = REASON + ": HTCondor has started it " + seen.starts() + " times";
        return Optional.of(new Decision.Act(List.of(), new Effect.GiveUpDag(dag, seen, why), why));
    }
}
