package org.wms2.ports.htcondor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.plan.NodeRole;

/**
 * One node of a DAG at the moment when it is looked at. Kept nowhere.
 *
 * @param ordinal of its work unit, from 0
 * @param name such as {@code proc_000003}, without its work unit
 * @param role null if it is no node that WMS2 plans
 * @param tries starts in this run of its DAGMan, from 0
 * @param words DAGMan's, or why its job is held; harmless on a terminal, empty if there are none
 * @param job its newest job in this run as HTCondor numbers it, such as {@code 22.0}; empty if it has had none
 * @param site elected for its work unit; null before
 * @param since its newest event; null if it has had none
 */
public record DagNode(
        int ordinal,
        String name,
        @Nullable NodeRole role,
        NodeState state,
        int tries,
        String words,
        String job,
        @Nullable SiteName site,
        @Nullable Instant since) {

    /** The same with another state and words. */
    public DagNode with(NodeState other, String otherWords) {
        return new DagNode(ordinal, name, role, other, tries, otherWords, job, site, since);
    }
}
