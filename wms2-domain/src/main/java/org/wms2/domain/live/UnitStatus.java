package org.wms2.domain.live;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.htcondor.NodeState;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.id.WorkUnitId;

/**
 * Where one work unit stands.
 *
 * @param stored its row
 * @param site elected, or of its manifest; null before
 * @param states its nodes; empty if its files cannot be seen
 * @param since when it became so: the newest event of its nodes while it runs, else that of its row
 */
public record UnitStatus(
        WorkUnitId id,
        int ordinal,
        WorkUnitStatus stored,
        @Nullable SiteName site,
        SortedMap<NodeState, Long> states,
        Instant since) {
    public UnitStatus {
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    }

    /** How many nodes are in any of these states. */
    public long in(NodeState... wanted) {
        long sum = 0;
        for (NodeState state : wanted) {
            sum += states.getOrDefault(state, 0L);
        }
        return sum;
    }

    /** All its nodes. */
    public long total() {
        return NodePage.sum(states);
    }

    /** Its row's word, or what its nodes show where that is newer. */
    public String word() {
        return switch (stored) {
            case PLANNED, RUNNING -> live();
            case MERGED, REGISTERED, FAILED, REPLACED, ABANDONED -> stored.word();
        };
    }

    private String live() {
        if (total() == 0) {
            return stored.word();
        }
        long over = in(NodeState.DONE, NodeState.FAILED, NodeState.FUTILE, NodeState.INTERRUPTED);
        if (in(NodeState.HELD) > 0) {
            return "held";
        }
        if (in(NodeState.INTERRUPTED) > 0) {
            return "interrupted";
        }
        if (in(NodeState.FAILED) > 0) {
            return over == total() ? "failed" : "failing";
        }
        if (over == total()) {
            return "done";
        }
        if (in(NodeState.WAITING) == total()) {
            return "waiting";
        }
        return site == null ? "landing" : "running";
    }
}
