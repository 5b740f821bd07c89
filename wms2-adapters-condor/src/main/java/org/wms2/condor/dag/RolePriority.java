package org.wms2.condor.dag;

import org.wms2.ports.plan.NodeRole;

/**
 * How far a role's job priority lies above its request's: a landing first, so that a work unit finds its site; then what
 * frees disk and finishes work units. The steps are small, so that of two requests the more urgent one goes first with
 * all it has, unlike WMCore's 10,000,000 for each task type.
 */
public final class RolePriority {
    private RolePriority() {}

    /** The job priority of a role's jobs. */
    public static int of(NodeRole role, int requestPriority) {
        return requestPriority + offset(role);
    }

    static int offset(NodeRole role) {
        return switch (role) {
            case LANDING -> 30;
            case MERGE -> 20;
            case CLEANUP -> 10;
            case PROCESSING -> 0;
        };
    }
}
