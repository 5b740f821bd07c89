package org.wms2.ports.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wms2.ports.dag.Dag;
import org.wms2.ports.dag.DagStatus;
import org.wms2.ports.dag.WorkUnit;
import org.wms2.ports.dag.WorkUnitStatus;
import org.wms2.ports.error.ErrorCode;
import org.wms2.ports.error.Wms2Exception;
import org.wms2.ports.htcondor.PreparedDag;
import org.wms2.ports.id.ClusterId;
import org.wms2.ports.id.DagKey;
import org.wms2.ports.id.RequestName;
import org.wms2.ports.id.SiteName;
import org.wms2.ports.plan.Layout;
import org.wms2.ports.request.RequestStatus;

/** The next attempt of a DAG takes over the work units of the one before. */
public abstract class RescueContract extends StoresContract {
    private static final DagKey FIRST = SampleRows.key("rescued", 0, 0);
    private static final DagKey SECOND = SampleRows.key("rescued", 0, 1);
    private static final SiteName SITE = new SiteName("T2_DE_DESY");

    private RequestName name;

    @BeforeEach
    void endFirstAttempt() {
        name = created("rescued", RequestStatus.ACTIVE);
        applied(
                name,
                new Change.PutDag(SampleRows.dag("rescued", 0, 0)),
                new Change.PutWorkUnits(List.of(
                        SampleRows.unit("rescued", 0, 0, 1),
                        SampleRows.unit("rescued", 0, 1, 2),
                        SampleRows.unit("rescued", 0, 2, 3))),
                new Change.ReadyDag(FIRST, new PreparedDag("/spool", 3, 12, 3_000, Layout.SUBDAG)),
                new Change.FixCluster(FIRST, new ClusterId(17)),
                move(1, WorkUnitStatus.PLANNED, WorkUnitStatus.MERGED, SITE),
                move(2, WorkUnitStatus.PLANNED, WorkUnitStatus.FAILED, null),
                new Change.MoveDag(FIRST, DagStatus.READY, DagStatus.PARTIAL, "1 of 3 failed"));
    }

    private static Change move(
            int id, WorkUnitStatus from, WorkUnitStatus to, @org.jspecify.annotations.Nullable SiteName site) {
        return new Change.MoveWorkUnit(SampleRows.unitId(id), from, to, site, "seen");
    }

    private static Dag rescue(String request, int round, int attempt) {
        return new Dag(
                SampleRows.key(request, round, attempt),
                new RequestName(request),
                round,
                DagStatus.READY,
                "/spool/" + request + "/v3/r" + round,
                Layout.SUBDAG,
                null,
                3,
                12,
                3_000,
                "",
                AT);
    }

    @Test
    void a_rescue_is_the_newest_dag_and_ready_without_a_cluster() {
        applied(name, new Change.PutRescue(rescue("rescued", 0, 1)));
        assertThat(stores.work().latestDag(name)).contains(rescue("rescued", 0, 1));
        assertThat(stores.work().dags(name)).extracting(Dag::key).containsExactly(FIRST, SECOND);
        assertThat(stores.work().dags(name).getFirst().status()).isEqualTo(DagStatus.PARTIAL);
        assertThat(stores.work().openDags()).extracting(Dag::key).containsExactly(SECOND);
        assertThat(stores.work().transitions(name))
                .endsWith(new Transition(SubjectKind.DAG, Intent.dag(SECOND), "", "ready", AT, "", WHO));
    }

    @Test
    void all_work_units_are_part_of_it_and_else_as_they_were() {
        List<WorkUnit> before = stores.work().workUnits(FIRST);
        WorkUnitCounts counts = stores.work().counts(name);
        applied(name, new Change.PutRescue(rescue("rescued", 0, 1)));
        assertThat(stores.work().workUnits(FIRST)).isEmpty();
        assertThat(stores.work().workUnits(SECOND))
                .extracting(WorkUnit::id, WorkUnit::status, WorkUnit::site, WorkUnit::statusSince, WorkUnit::ordinal)
                .isEqualTo(before.stream()
                        .map(u -> org.assertj.core.groups.Tuple.tuple(
                                u.id(), u.status(), u.site(), u.statusSince(), u.ordinal()))
                        .toList());
        assertThat(stores.work().counts(name)).isEqualTo(counts);
    }

    @Test
    void work_units_of_a_rescue_go_on_moving_and_are_rescued_again() {
        applied(
                name,
                new Change.PutRescue(rescue("rescued", 0, 1)),
                move(2, WorkUnitStatus.FAILED, WorkUnitStatus.PLANNED, null),
                new Change.MoveDag(SECOND, DagStatus.READY, DagStatus.STOPPED, "stopped"),
                new Change.PutRescue(rescue("rescued", 0, 2)));
        assertThat(stores.work().workUnits(SECOND)).isEmpty();
        assertThat(stores.work().workUnits(SampleRows.key("rescued", 0, 2)))
                .extracting(WorkUnit::status)
                .containsExactly(WorkUnitStatus.MERGED, WorkUnitStatus.PLANNED, WorkUnitStatus.PLANNED);
    }

    @Test
    void other_rounds_and_other_requests_keep_their_work_units() {
        RequestName other = created("other", RequestStatus.ACTIVE);
        applied(
                other,
                new Change.PutDag(SampleRows.dag("other", 0, 0)),
                new Change.PutWorkUnits(List.of(SampleRows.unit("other", 0, 0, 8))));
        applied(
                name,
                new Change.PutDag(SampleRows.dag("rescued", 1, 0)),
                new Change.PutWorkUnits(List.of(SampleRows.unit("rescued", 1, 0, 9))),
                new Change.PutRescue(rescue("rescued", 0, 1)));
        assertThat(stores.work().workUnits(SampleRows.key("rescued", 1, 0))).hasSize(1);
        assertThat(stores.work().workUnits(SampleRows.key("other", 0, 0))).hasSize(1);
        assertThat(stores.work().workUnits(SECOND)).hasSize(3);
    }

    @Test
    void a_second_rescue_of_the_same_attempt_is_a_lost_race() {
        applied(name, new Change.PutRescue(rescue("rescued", 0, 1)));
        lost(name, new Change.PutRescue(rescue("rescued", 0, 1)));
        assertThat(stores.work().workUnits(SECOND)).hasSize(3);
    }

    @Test
    void a_rescue_of_nothing_or_of_another_request_is_a_defect() {
        created("other", RequestStatus.ACTIVE);
        for (Dag dag : List.of(
                rescue("rescued", 0, 0), rescue("rescued", 0, 2), rescue("rescued", 1, 1), rescue("other", 0, 1))) {
            assertThatThrownBy(() -> apply(name, new Change.PutRescue(dag)))
                    .as("rescue as %s", dag.key())
                    .isInstanceOfSatisfying(
                            Wms2Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
        }
        assertThat(stores.work().dags(name)).hasSize(1);
    }

    @Test
    void a_rescue_is_undone_with_its_set() {
        lost(
                name,
                new Change.PutRescue(rescue("rescued", 0, 1)),
                new Change.MoveRequest(RequestStatus.QUEUED, RequestStatus.HELD, "", ""));
        assertThat(stores.work().dags(name)).extracting(Dag::key).containsExactly(FIRST);
        assertThat(stores.work().workUnits(FIRST)).hasSize(3);
        assertThat(stores.work().workUnits(SECOND)).isEmpty();
    }
}
