package org.wms2.domain.planning;

import org.wms2.ports.error.InputRefusedException;
import org.wms2.ports.workflow.Workflow;

/**
 * Which round of which request is to be planned.
 *
 * @param processingVersion our version n, from 1
 * @param round from 0
 * @param jobsBefore processing jobs that the rounds before have planned, replaced ones included
 * @param priority the request's, 0 to 999,999
 */
public record RoundRequest(Workflow workflow, int processingVersion, int round, long jobsBefore, int priority) {
    public RoundRequest {
        if (processingVersion < 1 || round < 0 || jobsBefore < 0) {
            throw new InputRefusedException(
                    "round",
                    "version " + processingVersion + ", round " + round + ", jobs before " + jobsBefore,
                    "version from 1, round and jobs from 0");
        }
    }
}
