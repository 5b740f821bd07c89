package org.wms2.domain.live;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.htcondor.NodeState;

/**
 * Which nodes of a request are asked for.
 *
 * @param round empty: the newest
 * @param unit one work unit: {@code mg_000003}, {@code 3}, or the beginning of its id; empty: all
 * @param states only these; empty: all
 * @param limit at most, 1 to {@link #MAX_LIMIT}
 * @param after the key of the last one seen ({@link LiveNode#key}); empty: from the first on
 */
public record NodeQuery(
        OptionalInt round, Optional<String> unit, Set<NodeState> states, int limit, Optional<String> after) {
    /** Nodes in one answer. */
    public static final int MAX_LIMIT = 100_000;

    public NodeQuery {
        states = Set.copyOf(states);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InputRefusedException("limit", String.valueOf(limit), "1 to " + MAX_LIMIT);
        }
        if (round.isPresent() && round.getAsInt() < 0) {
            throw new InputRefusedException("round", String.valueOf(round.getAsInt()), "0 or more");
        }
    }

    /** Of the newest round, from its first node on. */
    public static NodeQuery first(int limit) {
        return new NodeQuery(OptionalInt.empty(), Optional.empty(), Set.of(), limit, Optional.empty());
    }

    boolean wants(NodeState state) {
        return states.isEmpty() || states.contains(state);
    }
}
