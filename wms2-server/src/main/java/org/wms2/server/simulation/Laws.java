package org.wms2.server.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wms2.domain.lifecycle.RequestMoves;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.request.RequestStatus;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.ChangeSet;
import org.wms2.ports.store.Claim;

/**
 * What must hold at every moment, whatever goes wrong. Says what is broken; it never repairs. The claims are counted here
 * a second time, so that the stores cannot testify for themselves.
 */
final class Laws {
    private final Journal journal;
    private final Map<RequestName, Long> generations = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    Laws(Journal journal) {
        this.journal = journal;
    }

    /** What is broken, in the order of seeing it; empty if nothing is. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    boolean hold() {
        return broken.isEmpty();
    }

    void breaks(String law) {
        broken.add(law);
        journal.note("BROKEN: " + law);
    }

    /** One DAGMan per tag at any moment, one start of each attempt, nothing of an earlier attempt or round beside it. */
    void dagmanStarts(DagmanJob job, Collection<DagmanJob> all, Map<DagKey, DagRun> runs) {
        journal.note("HTCondor: DAGMan starts: " + job);
        String request = requestOf(job.key);
        for (DagmanJob other : all) {
            boolean alive = other.starts > 0 && !other.hasEnded();
            if (other != job && alive && requestOf(other.key).equals(request)) {
                breaks("two DAGMans run at once: " + job + " and " + other);
            } else if (other != job && other.starts > 0 && other.key.equals(job.key)) {
                breaks("two DAGMans of one attempt have started: " + job + " and " + other);
            }
        }
        runs.forEach((key, run) -> {
            boolean own = key.equals(job.key) && job.starts > 0;
            if (!own && run.isAlive() && requestOf(key).equals(request)) {
                breaks("DAGMan starts while work units of " + key + " still run: " + job);
            }
        });
        if (job.directory.attempt != job.key.attempt()) {
            breaks("its directory says attempt " + job.directory.attempt + ": " + job);
        }
    }

    /** Request and version of a tag. */
    static String requestOf(DagKey key) {
        String tag = key.tag().value();
        return tag.substring(0, tag.lastIndexOf("-r"));
    }

    void claimed(Claim claim) {
        long highest = generations.merge(claim.request(), claim.generation(), Math::max);
        if (highest > claim.generation()) {
            breaks("a claim with generation " + claim.generation() + " after one with " + highest + ": " + claim);
        }
    }

    /** No write under a claim that somebody has taken over. */
    void wrote(Claim claim, String what) {
        long highest = generations.getOrDefault(claim.request(), 0L);
        if (claim.generation() != highest) {
            breaks(what + " was stored with generation " + claim.generation() + " although " + highest
                    + " has been given out: " + claim);
        }
    }

    /** Every move is in the table, and from where the request was. */
    void moved(ChangeSet applied, RequestStatus before) {
        for (Change change : applied.changes()) {
            if (change instanceof Change.MoveRequest move) {
                RequestMoves.TABLE.refusal(move.from(), move.to()).ifPresent(this::breaks);
                if (move.from() != before) {
                    breaks("a move from " + move.from() + " of a request that was " + before);
                }
            }
        }
    }
}
