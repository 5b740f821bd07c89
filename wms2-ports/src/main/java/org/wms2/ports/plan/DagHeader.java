package org.wms2.ports.plan;

import org.wms2.ports.id.DagKey;
import org.wms2.ports.workflow.Workflow;

/**
 * What all work units of a DAG share.
 *
 * @param processingVersion our version n, from 1
 * @param round from 0
 * @param priority the request's, 0 to 999,999
 * @param layout how the work units are laid out for DAGMan
 */
public record DagHeader(
        DagKey key,
        Workflow workflow,
        int processingVersion,
        int round,
        int priority,
        Throttles throttles,
        Layout layout) {}
