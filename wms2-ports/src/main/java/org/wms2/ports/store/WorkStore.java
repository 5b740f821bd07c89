package org.wms2.ports.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.RemovedDirectory;
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

    /** One attempt of a DAG. */
    Optional<Dag> dag(DagKey key);

    /** One attempt of a pilot. */
    Optional<Pilot> pilot(DagKey key);

    /** Submit directories of a request's DAGs and pilots that are not known to be gone, by path. */
    List<String> directories(RequestName name);

    /** Submit directories of a request that are gone, by path. */
    List<RemovedDirectory> removedDirectories(RequestName name);

    /**
     * Requests that are final and owe nothing, since before a time, and have a submit directory below a root that is not
     * known to be gone; the longest ended first.
     *
     * @param root absolute path without trailing slash
     */
    List<RequestName> withOldDirectories(Instant endedBefore, String root, int limit);

    /** DAGs of all requests whose end is not applied. */
    List<Dag> openDags();

    /** Work units of a DAG, by ordinal. */
    List<WorkUnit> workUnits(DagKey key);

    /** Work units of a request over all rounds, by status. */
    WorkUnitCounts counts(RequestName name);

    /** Intents of a subject that have not ended. */
    List<Intent> openIntents(SubjectKind kind, String subject);

    /** Whether an intent of a subject was carried out once and is not open again. */
    boolean hasEnded(SubjectKind kind, String subject, IntentAction action);

    /** All moves of a request and of its DAGs, oldest first. */
    List<Transition> transitions(RequestName name);
}
