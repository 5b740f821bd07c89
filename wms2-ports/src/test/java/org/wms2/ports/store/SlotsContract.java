package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.request.RequestStatus;

/** Which requests and DAGs take a slot. */
public abstract class SlotsContract extends StoresContract {
    private int slots() {
        return stores.requests().slotsTaken();
    }

    /** A request in a status with one DAG in a status. */
    private RequestName with(String name, RequestStatus status, DagStatus dag) {
        RequestName request = created(name, status);
        applied(
                request,
                new Change.PutDag(SampleRows.dag(name, 0, 0)),
                new Change.MoveDag(SampleRows.key(name, 0, 0), DagStatus.PLANNING, dag, ""));
        return request;
    }

    @Test
    void nothing_takes_no_slot() {
        assertThat(slots()).isZero();
    }

    @Test
    void a_request_without_a_dag_takes_one_while_it_is_planned_or_measured() {
        int expected = 0;
        for (RequestStatus status : RequestStatus.values()) {
            created("r_" + status.word(), status);
            expected +=
                    Set.of(RequestStatus.PLANNING, RequestStatus.PILOT_RUNNING).contains(status) ? 1 : 0;
            assertThat(slots()).as("with one in %s", status.word()).isEqualTo(expected);
        }
        assertThat(slots()).isEqualTo(2);
    }

    @Test
    void a_dag_of_a_request_that_waits_takes_one_while_it_is_in_htcondor() {
        int expected = 0;
        for (DagStatus status : DagStatus.values()) {
            with("q_" + status.word(), RequestStatus.QUEUED, status);
            expected += Set.of(DagStatus.SUBMITTED, DagStatus.RUNNING).contains(status) ? 1 : 0;
            assertThat(slots()).as("with one in %s", status.word()).isEqualTo(expected);
        }
        assertThat(slots()).isEqualTo(2);
    }

    @Test
    void a_dag_of_a_request_takes_one_whatever_the_request_does_while_it_is_in_htcondor() {
        for (RequestStatus status : Set.of(RequestStatus.ACTIVE, RequestStatus.STOPPING, RequestStatus.HELD)) {
            with("running_" + status.word(), status, DagStatus.RUNNING);
        }
        assertThat(slots()).isEqualTo(3);
    }

    @Test
    void a_ready_dag_takes_one_if_its_request_is_active() {
        int expected = 0;
        for (RequestStatus status : RequestStatus.values()) {
            with("ready_" + status.word(), status, DagStatus.READY);
            boolean itself = status == RequestStatus.PLANNING || status == RequestStatus.PILOT_RUNNING;
            expected += itself || status == RequestStatus.ACTIVE ? 1 : 0;
            assertThat(slots()).as("with one in %s", status.word()).isEqualTo(expected);
        }
        assertThat(slots()).isEqualTo(3);
    }

    @Test
    void a_ready_dag_takes_one_while_its_submission_is_open() {
        RequestName name = with("held", RequestStatus.HELD, DagStatus.READY);
        String subject = Intent.dag(SampleRows.key("held", 0, 0));
        applied(name, new Change.PutIntent(new Intent(SubjectKind.DAG, subject, IntentAction.RELEASE_DAG, AT)));
        applied(name, new Change.PutIntent(new Intent(SubjectKind.BLOCK, subject, IntentAction.SUBMIT_DAG, AT)));
        assertThat(slots()).isZero();
        applied(name, new Change.PutIntent(new Intent(SubjectKind.DAG, subject, IntentAction.SUBMIT_DAG, AT)));
        assertThat(slots()).isEqualTo(1);
        applied(name, new Change.EndIntent(SubjectKind.DAG, subject, IntentAction.SUBMIT_DAG));
        assertThat(slots()).isZero();
    }

    @Test
    void an_active_request_with_a_ready_dag_and_an_open_submission_takes_one() {
        RequestName name = with("both", RequestStatus.ACTIVE, DagStatus.READY);
        String subject = Intent.dag(SampleRows.key("both", 0, 0));
        applied(name, new Change.PutIntent(new Intent(SubjectKind.DAG, subject, IntentAction.SUBMIT_DAG, AT)));
        assertThat(slots()).isEqualTo(1);
    }

    @Test
    void a_rescue_that_waits_in_the_queue_takes_none_until_it_is_admitted() {
        RequestName name = with("rescued", RequestStatus.RESUBMITTING, DagStatus.PARTIAL);
        DagKey next = SampleRows.key("rescued", 0, 1);
        applied(
                name,
                new Change.PutRescue(
                        new Dag(next, name, 0, DagStatus.READY, "/spool", Layout.SUBDAG, null, 0, 0, 0, "", AT)),
                new Change.MoveRequest(RequestStatus.RESUBMITTING, RequestStatus.QUEUED, "", ""));
        assertThat(slots()).isZero();
        applied(name, new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.ACTIVE, "", ""));
        assertThat(slots()).isEqualTo(1);
    }
}
