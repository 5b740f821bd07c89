package org.wms2.domain;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.Failure;
import org.wms2.ports.htcondor.JobCounts;
import org.wms2.ports.output.OutputBlock;
import org.wms2.ports.output.OutputDataset;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.request.Request;
import org.wms2.ports.store.ClaimView;
import org.wms2.ports.store.Transition;
import org.wms2.ports.store.WorkUnitCounts;
import org.wms2.ports.workflow.Workflow;

/**
 * All that there is to say of one request.
 *
 * @param dags oldest first
 * @param units over all rounds
 * @param jobs in the queue as last seen; empty if no DAG is live or the schedd did not answer
 * @param failures by work unit and attempt, of all rounds
 * @param transitions of the request and its DAGs, oldest first
 * @param pilot the newest
 */
public record RequestView(
        Request request,
        Optional<Workflow> workflow,
        List<Dag> dags,
        WorkUnitCounts units,
        Optional<JobCounts> jobs,
        List<OutputDataset> outputs,
        List<OutputBlock> blocks,
        List<Transition> transitions,
        Optional<ClaimView> claim,
        List<Failure> failures,
        Optional<Pilot> pilot) {
    public RequestView {
        dags = List.copyOf(dags);
        failures = List.copyOf(failures);
        outputs = List.copyOf(outputs);
        blocks = List.copyOf(blocks);
        transitions = List.copyOf(transitions);
    }

    /** Of a request without a pilot. */
    public RequestView(
            Request request,
            Optional<Workflow> workflow,
            List<Dag> dags,
            WorkUnitCounts units,
            Optional<JobCounts> jobs,
            List<OutputDataset> outputs,
            List<OutputBlock> blocks,
            List<Transition> transitions,
            Optional<ClaimView> claim,
            List<Failure> failures) {
        this(request, workflow, dags, units, jobs, outputs, blocks, transitions, claim, failures, Optional.empty());
    }
}
