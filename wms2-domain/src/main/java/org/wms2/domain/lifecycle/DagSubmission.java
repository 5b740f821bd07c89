package org.wms2.domain.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.htcondor.QueueSnapshot;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.store.Change;
import org.wms2.ports.store.Intent;
import org.wms2.ports.store.IntentAction;
import org.wms2.ports.store.SubjectKind;

/**
 * From a ready DAG to a running one, so that whatever dies at most one DAGMan ever runs: intent committed; submitted on
 * hold (or found by its tag); cluster fixed by compare-and-set; only then released (docs/adr/0004).
 */
final class DagSubmission {
    private DagSubmission() {}

    /** The next step; empty once the DAG runs. */
    static Optional<Decision> next(Dag dag, Instant now) {
        return switch (dag.status()) {
            case READY ->
                Optional.of(new Decision.Act(
                        List.of(new Change.PutIntent(intent(dag, IntentAction.SUBMIT_DAG, now))),
                        new Effect.SubmitDag(dag),
                        "submit " + dag.key() + " on hold"));
            case SUBMITTED -> Optional.of(release(dag, now));
            case PLANNING, RUNNING, COMPLETED, PARTIAL, FAILED, STOPPED, REMOVED, HALTED, INTERRUPTED ->
                Optional.empty();
        };
    }

    /** Strays of a DAG whose cluster is fixed: submitted on hold by a process that was too late. */
    static Optional<Decision> sweep(Dag dag, QueueSnapshot queue) {
        return queue.of(dag.key()).stream()
                .filter(o -> dag.cluster() != null && !o.cluster().equals(dag.cluster()) && o.isSubmittedOnHold())
                .findFirst()
                .map(o -> new Decision.Act(
                        List.of(),
                        new Effect.SweepStray(dag, o.cluster()),
                        "remove the stray submission " + o.cluster() + " of " + dag.key()));
    }

    /** The cluster is known: fix it. */
    static List<Change> submitted(Dag dag, ClusterId cluster) {
        DagMoves.TABLE.require(dag.status(), DagStatus.SUBMITTED);
        return List.of(
                new Change.FixCluster(dag.key(), cluster),
                new Change.MoveDag(dag.key(), dag.status(), DagStatus.SUBMITTED, "cluster " + cluster + ", on hold"));
    }

    /** It is released: it runs. */
    static List<Change> released(Dag dag) {
        DagMoves.TABLE.require(dag.status(), DagStatus.RUNNING);
        String subject = Intent.dag(dag.key());
        return List.of(
                new Change.MoveDag(dag.key(), dag.status(), DagStatus.RUNNING, "released"),
                new Change.EndIntent(SubjectKind.DAG, subject, IntentAction.SUBMIT_DAG),
                new Change.EndIntent(SubjectKind.DAG, subject, IntentAction.RELEASE_DAG));
    }

    private static Decision release(Dag dag, Instant now) {
        ClusterId cluster = dag.cluster();
        if (cluster == null) {
            throw new IllegalStateException(dag.key() + " is submitted and has no cluster");
        }
        return new Decision.Act(
                List.of(new Change.PutIntent(intent(dag, IntentAction.RELEASE_DAG, now))),
                new Effect.ReleaseDag(dag, cluster),
                "release " + dag.key() + ", cluster " + cluster);
    }

    private static Intent intent(Dag dag, IntentAction action, Instant now) {
        return new Intent(SubjectKind.DAG, Intent.dag(dag.key()), action, now);
    }
}
