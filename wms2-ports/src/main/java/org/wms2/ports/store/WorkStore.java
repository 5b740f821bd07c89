package org.wms2.ports.store;

import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.pilot.Pilot;
import org.wms2.ports.workflow.Workflow;

/** Workflows, DAGs and work units, to read. */
public interface WorkStore {
    Optional<Workflow> workflow(RequestName name);

    /** The newest DAG of a request: highest round, then highest attempt. */
    Optional<Dag> latestDag(RequestName name);

    /** All DAGs of a request, oldest first. */
    List<Dag> dags(RequestName name);

    /** The newest pilot of a request: highest attempt. */
    Optional<Pilot> pilot(RequestName name);

    /** DAGs of all requests whose end is not applied. */
    List<Dag> openDags();

    /** Work units of a DAG, by ordinal. */
    List<WorkUnit> workUnits(DagKey key);

    /** Work units of a request over all rounds, by status. */
    WorkUnitCounts counts(RequestName name);

    /** Intents of a subject that have not ended. */
    List<Intent> openIntents(SubjectKind kind, String subject);

    /** All moves of a request and of its DAGs, oldest first. */
    List<Transition> transitions(RequestName name);
}
